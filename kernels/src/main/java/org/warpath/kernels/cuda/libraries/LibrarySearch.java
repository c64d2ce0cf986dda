package org.warpath.kernels.cuda.libraries;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds libraries in the folders, the first folder that has a usable one winning. */
final class LibrarySearch {

  private static final Pattern JIT_LINKER = Pattern.compile("libnvJitLink\\.so\\.(\\d+)");

  private final LibraryFolders folders;

  LibrarySearch(SearchEnvironment environment) {
    folders = new LibraryFolders(environment);
  }

  /**
   * A library on disk.
   *
   * @param soname what it is called there, and what a native half must ask for
   * @param cudaMajor the CUDA version it belongs to, empty where that cannot be told
   * @param origin what led to its folder
   */
  record Found(
      CudaLibrary library, Path path, String soname, OptionalInt cudaMajor, String origin) {}

  /**
   * What a search came to.
   *
   * @param passedOver why files that were there were not taken
   */
  record Outcome(Optional<Found> found, List<String> passedOver) {}

  /**
   * Looks for a library.
   *
   * @param driverMajor the newest CUDA version the driver serves, if known; newer libraries are
   *     passed over, since they would load and then fail at the first call
   */
  Outcome find(CudaLibrary library, OptionalInt driverMajor) {
    List<String> passedOver = new ArrayList<>();
    for (LibraryFolders.Folder folder : folders.folders()) {
      for (CudaLibrary.Soname soname : library.sonames().reversed()) {
        Path path = folder.path().resolve(soname.text());
        if (!Files.isRegularFile(path)) {
          continue;
        }
        try {
          ElfDynamic elf = ElfDynamic.read(path);
          OptionalInt major = cudaMajor(soname, elf);
          if (!elf.soname().equals(Optional.of(soname.text()))) {
            passedOver.add(
                path
                    + " is not what its name says: its soname is "
                    + elf.soname().orElse("not set"));
          } else if (major.isPresent()
              && driverMajor.isPresent()
              && major.getAsInt() > driverMajor.getAsInt()) {
            passedOver.add(
                path
                    + " is of CUDA "
                    + major.getAsInt()
                    + ", but the driver serves CUDA "
                    + driverMajor.getAsInt()
                    + " at most");
          } else {
            Found found = new Found(library, path, soname.text(), major, folder.origin());
            return new Outcome(Optional.of(found), passedOver);
          }
        } catch (IllegalArgumentException e) {
          passedOver.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
          passedOver.add(path + " cannot be read: " + e);
        }
      }
    }
    return new Outcome(Optional.empty(), passedOver);
  }

  /** Looks for a library by its soname, first in one folder. */
  Optional<Path> find(String soname, Path firstFolder) {
    List<Path> candidates = new ArrayList<>(List.of(firstFolder.resolve(soname)));
    folders.folders().forEach(folder -> candidates.add(folder.path().resolve(soname)));
    return candidates.stream().filter(LibrarySearch::isSharedLibrary).findFirst();
  }

  /** NVRTC's built-in functions, which it opens by name when it compiles. */
  static List<Path> builtins(Found nvrtc) throws IOException {
    String version = nvrtc.soname().substring(nvrtc.soname().lastIndexOf('.') + 1);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            nvrtc.path().resolveSibling("."), "libnvrtc-builtins.so." + version + ".*")) {
      List<Path> found = new ArrayList<>();
      files.forEach(file -> found.add(file.normalize()));
      return found;
    }
  }

  /** The message when there is no usable library. */
  String notFound(CudaLibrary library, List<String> passedOver) {
    StringBuilder message = new StringBuilder();
    message.append(library.sonamesForPeople()).append(" (").append(library.title());
    message.append(") not found; looked in ").append(folders.forPeople());
    for (String reason : passedOver) {
      message.append("; ").append(reason);
    }
    message.append(
        library == CudaLibrary.DRIVER
            ? ". Install NVIDIA's driver"
            : ". Install the CUDA toolkit, or set WARPATH_CUDA_LIBS to the folder that has it");
    return message.toString();
  }

  private static OptionalInt cudaMajor(CudaLibrary.Soname soname, ElfDynamic elf) {
    if (soname.cudaMajor() != 0) {
      return OptionalInt.of(soname.cudaMajor());
    }
    for (ElfDynamic.Name needed : elf.needed()) {
      Matcher linker = JIT_LINKER.matcher(needed.text());
      if (linker.matches()) {
        return OptionalInt.of(Integer.parseInt(linker.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isSharedLibrary(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try {
      ElfDynamic.read(path);
      return true;
    } catch (IllegalArgumentException | IOException e) {
      // A 32-bit library of the same name, most likely; the loader passes over these as well.
      return false;
    }
  }
}
