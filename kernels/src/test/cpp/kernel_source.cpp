#include "kernel_source.h"

#include <cctype>
#include <vector>

namespace emulator {
namespace {

struct Token {
  std::string text;
  size_t begin, end;
};

bool isWord(char c) { return isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Words, string literals and single characters; lines that begin with # are left out.
std::vector<Token> tokenize(const std::string& source) {
  std::vector<Token> tokens;
  bool lineStart = true;
  for (size_t at = 0; at < source.size();) {
    char c = source[at];
    size_t begin = at;
    if (c == '\n') {
      lineStart = true;
      at++;
      continue;
    }
    if (isspace(static_cast<unsigned char>(c))) {
      at++;
      continue;
    }
    if (c == '#' && lineStart) {
      while (at < source.size() && source[at] != '\n') at++;
      continue;
    }
    lineStart = false;
    if (c == '"' || c == '\'') {
      for (at++; at < source.size() && source[at] != c; at++)
        if (source[at] == '\\') at++;
      at++;
    } else if (isWord(c)) {
      // A number may hold ' between digits.
      bool number = isdigit(static_cast<unsigned char>(c));
      while (at < source.size() && (isWord(source[at]) || (number && source[at] == '\''))) at++;
    } else {
      at++;
    }
    tokens.push_back({source.substr(begin, at - begin), begin, at});
  }
  return tokens;
}

class ModuleWriter {
 public:
  explicit ModuleWriter(const std::string& source) : source(source), tokens(tokenize(source)) {}

  std::string write() {
    for (at = 0; at < tokens.size(); at++) {
      if (is(at, "{")) {
        openBrace();
      } else if (is(at, "}")) {
        if (!scopes.empty()) scopes.pop_back();
      } else if (is(at, "__global__")) {
        kernel();
      } else if (is(at, "__shared__")) {
        shared();
      } else if (is(at, "__device__") || is(at, "__constant__")) {
        variable();
      }
    }
    return result + source.substr(copied) + table();
  }

 private:
  enum class Scope { OTHER, EXTERN_C, NAMESPACE };
  struct Open {
    Scope scope;
    std::string name;
  };

  bool is(size_t index, const char* text) const { return index < tokens.size() && tokens[index].text == text; }

  void openBrace() {
    if (at >= 2 && is(at - 1, "\"C\"") && is(at - 2, "extern"))
      scopes.push_back({Scope::EXTERN_C, ""});
    else if (at >= 2 && is(at - 2, "namespace"))
      scopes.push_back({Scope::NAMESPACE, tokens[at - 1].text + "::"});
    else if (at >= 1 && is(at - 1, "namespace"))
      scopes.push_back({Scope::NAMESPACE, ""});
    else
      scopes.push_back({Scope::OTHER, ""});
  }

  bool atFileScope() const {
    for (const Open& open : scopes)
      if (open.scope == Scope::OTHER) return false;
    return true;
  }

  std::string qualified(const std::string& name) const {
    std::string prefix;
    for (const Open& open : scopes) prefix += open.name;
    return prefix + name;
  }

  // The token behind the parenthesis that closes the one at `open`.
  size_t behindParenthesis(size_t open) const {
    int depth = 0;
    for (size_t i = open; i < tokens.size(); i++) {
      if (is(i, "(")) depth++;
      if (is(i, ")") && --depth == 0) return i + 1;
    }
    return tokens.size();
  }

  // extern "C" __global__ void __launch_bounds__(threads, blocks) name(
  void kernel() {
    bool exported = at >= 2 && is(at - 1, "\"C\"") && is(at - 2, "extern");
    for (const Open& open : scopes) exported |= open.scope == Scope::EXTERN_C;
    if (!exported) return;
    std::string maxThreads = "0";
    for (size_t i = at + 1; i + 1 < tokens.size();) {
      if (is(i, "__launch_bounds__")) {
        size_t behind = behindParenthesis(i + 1);
        maxThreads = firstArgument(i + 1, behind - 1);
        i = behind;
      } else if (is(i + 1, "(")) {
        if (is(behindParenthesis(i + 1), ";")) return;  // a declaration
        kernels += "    {\"" + tokens[i].text + "\", WarpathEntry<" + qualified(tokens[i].text) + ">::invoke, WarpathEntry<" +
                   qualified(tokens[i].text) + ">::count, WarpathEntry<" + qualified(tokens[i].text) + ">::sizes, (" +
                   maxThreads + ")},\n";
        kernelCount++;
        return;
      } else {
        i++;
      }
    }
  }

  std::string firstArgument(size_t open, size_t close) const {
    int depth = 0;
    size_t end = open + 1;
    for (; end < close; end++) {
      if (is(end, "(")) depth++;
      if (is(end, ")")) depth--;
      if (is(end, ",") && depth == 0) break;
    }
    return source.substr(tokens[open].end, tokens[end].begin - tokens[open].end);
  }

  void shared() {
    if (at >= 1 && is(at - 1, "extern")) {
      dynamicShared();
    } else if (at >= 1 && is(at - 1, "static")) {
      // __shared__ becomes `static …`, which may not be said twice.
      replace(tokens[at - 1].begin, tokens[at - 1].end, "");
    }
  }

  // extern __shared__ __align__(16) float tile[];
  void dynamicShared() {
    size_t end = at;
    while (end < tokens.size() && !is(end, ";")) end++;
    size_t bracket = at;
    while (bracket < end && !is(bracket, "[")) bracket++;
    if (bracket == end || bracket < at + 2) return;
    std::string type;
    for (size_t i = at + 1; i < bracket - 1; i++) {
      if (is(i, "alignas") || is(i, "__attribute__")) {
        i = behindParenthesis(i + 1) - 1;
      } else {
        type += tokens[i].text + " ";
      }
    }
    const std::string& name = tokens[bracket - 1].text;
    replace(tokens[at - 1].begin, tokens[end].end,
            "[[maybe_unused]] static " + type + "*& " + name + " = reinterpret_cast<" + type + "*&>(warpath_dynamic_shared);");
  }

  // __device__ int counter; or __constant__ float table[64] = {…};
  void variable() {
    if (!atFileScope()) return;
    std::string name;
    for (size_t i = at + 1; i < tokens.size(); i++) {
      if (is(i, "(") || is(i, "{") || is(i, ")")) return;
      if (is(i, ";") || is(i, "=") || is(i, "[")) break;
      name = tokens[i].text;
    }
    if (name.empty()) return;
    std::string object = qualified(name);
    globals += "    {\"" + name + "\", const_cast<void*>(reinterpret_cast<const volatile void*>(&" + object + ")), sizeof(" +
               object + ")},\n";
    globalCount++;
  }

  void replace(size_t begin, size_t end, const std::string& text) {
    result += source.substr(copied, begin - copied) + text;
    copied = end;
  }

  std::string table() const {
    return "\n# 1 \"warpath_module\"\n"
           "extern \"C\" char __start_warpath_shared[] __attribute__((weak, visibility(\"hidden\")));\n"
           "extern \"C\" char __stop_warpath_shared[] __attribute__((weak, visibility(\"hidden\")));\n"
           "namespace {\n"
           "const WarpathKernel warpath_kernels[] = {\n" + kernels + "    {nullptr, nullptr, 0, nullptr, 0}};\n"
           "const WarpathGlobal warpath_globals[] = {\n" + globals + "    {nullptr, nullptr, 0}};\n"
           "}\n"
           "extern \"C\" {\n"
           "extern const WarpathModule warpath_module __attribute__((visibility(\"default\")));\n"
           "const WarpathModule warpath_module = {warpath_kernels, " + std::to_string(kernelCount) +
           ", warpath_globals, " + std::to_string(globalCount) +
           ",\n    &threadIdx, &blockIdx, &blockDim, &gridDim, &warpath_dynamic_shared,\n"
           "    __start_warpath_shared, __stop_warpath_shared};\n"
           "}\n";
  }

  const std::string& source;
  std::vector<Token> tokens;
  size_t at = 0;
  std::vector<Open> scopes;
  std::string result;
  size_t copied = 0;
  std::string kernels, globals;
  int kernelCount = 0, globalCount = 0;
};

}  // namespace

std::string toModuleSource(const std::string& preprocessed) { return ModuleWriter(preprocessed).write(); }

}  // namespace emulator
