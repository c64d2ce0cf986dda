// The emulated runtime compiler: g++ makes a shared object of a kernel source, which the emulated driver opens.
#include <dlfcn.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "kernel_source.h"
#include "report.h"

using namespace emulator;

#define NVRTC_CALL extern "C" __attribute__((visibility("default"))) int

extern char** environ;

namespace {

enum NvrtcResult {
  NVRTC_SUCCESS = 0,
  NVRTC_INVALID_INPUT = 3,
  NVRTC_INVALID_PROGRAM = 4,
  NVRTC_INVALID_OPTION = 5,
  NVRTC_COMPILATION = 6,
  NVRTC_INTERNAL_ERROR = 11
};

constexpr int ARCHITECTURES[] = {50, 52, 53, 60, 61, 62, 70, 72, 75, 80, 86, 87, 89, 90};
constexpr int ARCHITECTURE_COUNT = sizeof ARCHITECTURES / sizeof *ARCHITECTURES;

using File = std::pair<std::string, std::string>;  // name, contents

struct Program {
  std::string name;
  std::string source;
  std::vector<File> headers;
  std::string log;
  std::string cubin;
};

// A folder that goes with its files when the object does.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    const char* base = getenv("TMPDIR");
    path = std::string(base && *base ? base : "/tmp") + "/warpath-emulated-nvrtc-XXXXXX";
    if (!mkdtemp(path.data())) path.clear();
  }
  ~TemporaryFolder() {
    for (auto file = files.rbegin(); file != files.rend(); ++file) remove(file->c_str());
    if (!path.empty()) rmdir(path.c_str());
  }
  // Makes the folders in between as well. The file need not come to be.
  std::string file(const std::string& name) {
    for (size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
      std::string folder = path + "/" + name.substr(0, slash);
      if (mkdir(folder.c_str(), 0700) == 0) files.push_back(folder);
    }
    files.push_back(path + "/" + name);
    return files.back();
  }
  std::string path;

 private:
  std::vector<std::string> files;
};

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool write(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  return !out.fail();
}

// Where this library lies.
std::string home() {
  Dl_info info;
  dladdr(reinterpret_cast<void*>(&home), &info);
  std::string path = info.dli_fname;
  return path.substr(0, path.rfind('/'));
}

bool startsWith(const std::string& text, const char* start) { return text.rfind(start, 0) == 0; }

// Whether g++ could be run and was content; what it says goes into the log.
bool run(std::vector<std::string> command, const std::string& logFile, std::string& log) {
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 2, logFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, 2, 1);
  pid_t child;
  int failure = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure) {
    log += std::string("cannot run g++: ") + strerror(failure) + "\n";
    return false;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  log += read(logFile);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string hashOf(const std::string& text) {
  uint64_t first = 1469598103934665603u, second = 0x9E3779B97F4A7C15u;
  for (unsigned char c : text) {
    first = (first ^ c) * 1099511628211u;
    second = (second ^ c) * 0xBF58476D1CE4E5B9u;
    second ^= second >> 29;
  }
  return format("%016lx%016lx", first, second);
}

// The options that g++ gets; the rest has no meaning here.
bool translate(const char* const* options, int count, std::vector<std::string>& flags, std::string& log) {
  static const char* const ignored[] = {
      "-default-device", "--default-device", "-lineinfo", "--generate-line-info", "-use_fast_math", "--use_fast_math",
      "-fmad=", "--fmad=", "-ftz=", "--ftz=", "-prec-", "--prec-", "-w", "--disable-warnings", "--ptxas-options",
      "-Xptxas", "-restrict", "--restrict", "-maxrregcount=", "--maxrregcount=", "--extra-device-vectorization",
      "-extra-device-vectorization", "--display-error-number", "-err-no", "--no-display-error-number", "-no-err-no",
      "-Werror", "--Werror", "--diag-", "-diag-", "--dopt", "-dopt", "-G", "--device-debug", "--resource-usage", "-minimal",
      "--minimal", "--split-compile", "-split-compile", "--warning-as-error"};
  std::string standard = "c++17";
  int architecture = 75;
  for (int i = 0; i < count; i++) {
    std::string option = options[i];
    size_t equals = option.find('=');
    std::string value = equals == std::string::npos ? "" : option.substr(equals + 1);
    if (startsWith(option, "-D") || startsWith(option, "-I") || startsWith(option, "-U")) {
      flags.push_back(option);
      if (option.size() == 2 && i + 1 < count) flags.push_back(options[++i]);
    } else if (startsWith(option, "--define-macro=")) {
      flags.push_back("-D" + value);
    } else if (startsWith(option, "--include-path=")) {
      flags.push_back("-I" + value);
    } else if (startsWith(option, "--std=") || startsWith(option, "-std=")) {
      standard = value;
    } else if (startsWith(option, "--gpu-architecture=") || startsWith(option, "-arch=")) {
      size_t digits = value.find_first_of("0123456789");
      architecture = digits == std::string::npos ? 0 : atoi(value.c_str() + digits);
      bool known = startsWith(value, "sm_") || startsWith(value, "compute_");
      bool listed = false;
      for (int candidate : ARCHITECTURES) listed |= candidate == architecture;
      if (!known || !listed) {
        log += "nvrtc: error: invalid value for --gpu-architecture (-arch)\n";
        return false;
      }
    } else {
      bool known = false;
      for (const char* name : ignored) known |= startsWith(option, name);
      if (!known) {
        log += "nvrtc: error: unrecognized option " + option + " found\n";
        return false;
      }
      if (option == "-Xptxas" || option == "--ptxas-options") i++;
    }
  }
  flags.push_back("-std=" + standard);
  flags.push_back("-D__CUDA_ARCH__=" + std::to_string(architecture * 10));
  return true;
}

NvrtcResult compile(Program& program, const std::vector<std::string>& flags) {
  std::string base = home();
  // The library's time stands for all that its build decided, the options below too.
  struct stat self = {};
  stat((base + "/libnvrtc.so.12").c_str(), &self);
  std::string key = format("%ld.%09ld", self.st_mtim.tv_sec, self.st_mtim.tv_nsec) + program.name + '\0' + program.source;
  for (const char* header : {"device.h", "device_math.h", "device_threads.h", "module_abi.h"}) key += read(base + "/include/" + header);
  for (const File& header : program.headers) key += '\0' + header.first + '\0' + header.second;
  for (const std::string& flag : flags) key += '\0' + flag;
  std::string cached = base + "/compiled/" + hashOf(key) + ".so";
  program.cubin = read(cached);
  if (!program.cubin.empty()) return NVRTC_SUCCESS;

  TemporaryFolder folder;
  if (folder.path.empty()) {
    program.log += "cannot make a temporary folder\n";
    return NVRTC_INTERNAL_ERROR;
  }
  for (const File& header : program.headers) {
    if (!write(folder.file(header.first), header.second)) {
      program.log += "cannot write the header " + header.first + "\n";
      return NVRTC_INTERNAL_ERROR;
    }
  }
  std::string source = folder.file("source"), preprocessed = folder.file("preprocessed");
  std::string moduleSource = folder.file("module_source"), object = folder.file("module"), log = folder.file("log");
  // A namespace without name: what is inline or a template then has no second copy elsewhere, which a variable in
  // a section of its own could not have.
  write(source, "#include \"device.h\"\nnamespace {\n#line 1 \"" + program.name + "\"\n" + program.source + "\n}\n");
  std::vector<std::string> preprocess = {"g++", "-E", "-x", "c++", source, "-o", preprocessed, "-I" + base + "/include", "-I" + folder.path};
  preprocess.insert(preprocess.end(), flags.begin(), flags.end());
  if (!run(preprocess, log, program.log)) return NVRTC_COMPILATION;
  write(moduleSource, toModuleSource(read(preprocessed)));
  std::vector<std::string> command = {
      "g++", "-x", "c++", moduleSource, "-o", object, "-shared", "-fPIC", "-O2", "-w", "-ffp-contract=off", "-fno-math-errno",
      "-fno-strict-aliasing", "-fstack-clash-protection", "-fno-exceptions", "-fno-rtti", "-fno-gnu-unique", "-fno-threadsafe-statics",
      "-fvisibility=hidden", "-D__global__=", "-D__device__=", "-D__constant__=", "-D__launch_bounds__(...)=",
      "-D__shared__=static __attribute__((section(\"warpath_shared\")))", "-x", "none", "-L" + base, "-l:libcuda.so.1",
      "-Wl,-z,now"};
#if __GNUC__ >= 12
  command.push_back("-ftrivial-auto-var-init=pattern");  // an uninitialized variable is no zero
#endif
  for (const std::string& flag : flags)
    if (startsWith(flag, "-std=")) command.push_back(flag);
  if (!run(command, log, program.log)) return NVRTC_COMPILATION;
  program.cubin = read(object);
  // Renamed into place: another process may be compiling the same.
  mkdir((base + "/compiled").c_str(), 0700);
  std::string fresh = cached + folder.path.substr(folder.path.rfind('-'));
  if (!write(fresh, program.cubin) || rename(fresh.c_str(), cached.c_str())) remove(fresh.c_str());
  return NVRTC_SUCCESS;
}

void copyText(const std::string& text, char* to) { memcpy(to, text.c_str(), text.size() + 1); }

const std::string NO_PTX = "// The emulated compiler makes no PTX.\n";

}  // namespace

NVRTC_CALL nvrtcVersion(int* major, int* minor) {
  *major = 12;
  *minor = 6;
  return NVRTC_SUCCESS;
}

extern "C" __attribute__((visibility("default"))) const char* nvrtcGetErrorString(int result) {
  static const char* const names[] = {
      "NVRTC_SUCCESS", "NVRTC_ERROR_OUT_OF_MEMORY", "NVRTC_ERROR_PROGRAM_CREATION_FAILURE", "NVRTC_ERROR_INVALID_INPUT",
      "NVRTC_ERROR_INVALID_PROGRAM", "NVRTC_ERROR_INVALID_OPTION", "NVRTC_ERROR_COMPILATION",
      "NVRTC_ERROR_BUILTIN_OPERATION_FAILURE", "NVRTC_ERROR_NO_NAME_EXPRESSIONS_AFTER_COMPILATION",
      "NVRTC_ERROR_NO_LOWERED_NAMES_BEFORE_COMPILATION", "NVRTC_ERROR_NAME_EXPRESSION_NOT_VALID",
      "NVRTC_ERROR_INTERNAL_ERROR"};
  return result >= 0 && result <= NVRTC_INTERNAL_ERROR ? names[result] : "NVRTC_ERROR unknown";
}

NVRTC_CALL nvrtcGetNumSupportedArchs(int* count) {
  *count = ARCHITECTURE_COUNT;
  return NVRTC_SUCCESS;
}

NVRTC_CALL nvrtcGetSupportedArchs(int* architectures) {
  memcpy(architectures, ARCHITECTURES, sizeof ARCHITECTURES);
  return NVRTC_SUCCESS;
}

NVRTC_CALL nvrtcCreateProgram(Program** program, const char* source, const char* name, int headerCount,
                              const char* const* headers, const char* const* includeNames) {
  if (!program || !source || headerCount < 0 || (headerCount && (!headers || !includeNames))) return NVRTC_INVALID_INPUT;
  *program = new Program{name && *name ? name : "default_program", source, {}, {}, {}};
  for (int i = 0; i < headerCount; i++) (*program)->headers.push_back({includeNames[i], headers[i]});
  return NVRTC_SUCCESS;
}

NVRTC_CALL nvrtcDestroyProgram(Program** program) {
  if (!program || !*program) return NVRTC_INVALID_PROGRAM;
  delete *program;
  *program = nullptr;
  return NVRTC_SUCCESS;
}

NVRTC_CALL nvrtcCompileProgram(Program* program, int optionCount, const char* const* options) {
  if (!program) return NVRTC_INVALID_PROGRAM;
  program->log.clear();
  program->cubin.clear();
  std::vector<std::string> flags;
  if (!translate(options, optionCount, flags, program->log)) return NVRTC_INVALID_OPTION;
  return compile(*program, flags);
}

NVRTC_CALL nvrtcGetProgramLogSize(Program* program, size_t* size) {
  if (!program) return NVRTC_INVALID_PROGRAM;
  *size = program->log.size() + 1;
  return NVRTC_SUCCESS;
}

NVRTC_CALL nvrtcGetProgramLog(Program* program, char* log) {
  if (!program) return NVRTC_INVALID_PROGRAM;
  copyText(program->log, log);
  return NVRTC_SUCCESS;
}

NVRTC_CALL nvrtcGetPTXSize(Program* program, size_t* size) {
  if (!program || program->cubin.empty()) return NVRTC_INVALID_PROGRAM;
  *size = NO_PTX.size() + 1;
  return NVRTC_SUCCESS;
}

NVRTC_CALL nvrtcGetPTX(Program* program, char* ptx) {
  if (!program || program->cubin.empty()) return NVRTC_INVALID_PROGRAM;
  copyText(NO_PTX, ptx);
  return NVRTC_SUCCESS;
}

NVRTC_CALL nvrtcGetCUBINSize(Program* program, size_t* size) {
  if (!program || program->cubin.empty()) return NVRTC_INVALID_PROGRAM;
  *size = program->cubin.size();
  return NVRTC_SUCCESS;
}

NVRTC_CALL nvrtcGetCUBIN(Program* program, char* cubin) {
  if (!program || program->cubin.empty()) return NVRTC_INVALID_PROGRAM;
  memcpy(cubin, program->cubin.data(), program->cubin.size());
  return NVRTC_SUCCESS;
}
