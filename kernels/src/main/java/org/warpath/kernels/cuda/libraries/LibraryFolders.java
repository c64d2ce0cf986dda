package org.warpath.kernels.cuda.libraries;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders in which CUDA libraries may lie, best first:
 *
 * <ol>
 *   <li>the path lists in the system property {@code warpath.cuda.libs} and in the environment
 *       variable {@code WARPATH_CUDA_LIBS}
 *   <li>below {@code CUDA_HOME} and {@code CUDA_PATH}
 *   <li>the dynamic loader's: {@code LD_LIBRARY_PATH}, those of {@code /etc/ld.so.conf}, the usual
 *       ones
 *   <li>where the toolkit installs itself: below {@code /usr/local/cuda*} and {@code /opt/cuda*},
 *       newest version first; {@code $CONDA_PREFIX/lib}
 *   <li>the {@code nvidia} packages of Python's pip, for every Python found
 *   <li>what the Maven profile {@code cuda-redist} unpacks
 *   <li>where containers, WSL and NixOS put the driver
 * </ol>
 *
 * <p>Costs a few dozen directory reads, some milliseconds.
 */
final class LibraryFolders {

  private static final Logger log = LoggerFactory.getLogger(LibraryFolders.class);

  private static final List<String> TOOLKIT_FOLDERS =
      List.of("lib64", "lib", "targets/x86_64-linux/lib");
  private static final List<String> LOADER_FOLDERS =
      List.of(
          "/lib/x86_64-linux-gnu",
          "/usr/lib/x86_64-linux-gnu",
          "/lib64",
          "/usr/lib64",
          "/lib",
          "/usr/lib");
  private static final List<String> DRIVER_FOLDERS =
      List.of(
          "/usr/local/nvidia/lib64",
          "/usr/local/nvidia/lib",
          "/usr/lib/wsl/lib",
          "/run/opengl-driver/lib");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final SearchEnvironment environment;
  // By real path, since /lib is often a link to /usr/lib.
  private final Map<Path, Folder> folders = new LinkedHashMap<>();
  private final List<String> absent = new ArrayList<>();

  /**
   * A folder that exists.
   *
   * @param origin what led to it, for people: {@code CUDA_HOME}
   */
  record Folder(Path path, String origin) {}

  LibraryFolders(SearchEnvironment environment) {
    this.environment = environment;
    environment.property("warpath.cuda.libs").ifPresent(list -> list(list, "warpath.cuda.libs"));
    environment.variable("WARPATH_CUDA_LIBS").ifPresent(list -> list(list, "WARPATH_CUDA_LIBS"));
    for (String variable : List.of("CUDA_HOME", "CUDA_PATH")) {
      environment.variable(variable).ifPresent(home -> namedToolkit(Path.of(home), variable));
    }
    environment.variable("LD_LIBRARY_PATH").ifPresent(list -> list(list, "LD_LIBRARY_PATH"));
    loaderConfiguration(environment.absolute("/etc/ld.so.conf"), new LinkedHashSet<>());
    for (String path : LOADER_FOLDERS) {
      add(environment.absolute(path), "the dynamic loader's path");
    }
    for (String parent : List.of("/usr/local", "/opt")) {
      for (Path home : children(environment.absolute(parent), "cuda*")) {
        toolkit(home, "the toolkit's default folder");
      }
    }
    environment
        .variable("CONDA_PREFIX")
        .ifPresent(prefix -> add(Path.of(prefix, "lib"), "CONDA_PREFIX"));
    pip();
    environment
        .property("warpath.home")
        .ifPresent(home -> add(Path.of(home, "kernels/target/cuda-redist"), "profile cuda-redist"));
    for (String path : DRIVER_FOLDERS) {
      add(environment.absolute(path), "the driver's usual folder");
    }
  }

  /** The folders that exist, best first. */
  List<Folder> folders() {
    return List.copyOf(folders.values());
  }

  /** Every folder that was looked at, and those named by a setting that do not exist. */
  String forPeople() {
    List<String> parts = new ArrayList<>();
    folders.values().forEach(folder -> parts.add(folder.path().toString()));
    parts.addAll(absent);
    return parts.isEmpty()
        ? "no folder, as none of the usual ones exists"
        : String.join(", ", parts);
  }

  private void list(String pathList, String origin) {
    for (String path : pathList.split(Pattern.quote(File.pathSeparator), -1)) {
      // The loader takes an empty entry for the current folder, in which anything may lie.
      if (!path.isEmpty()) {
        named(Path.of(path), origin);
      }
    }
  }

  private void namedToolkit(Path home, String origin) {
    if (Files.isDirectory(home)) {
      toolkit(home, origin);
    } else {
      named(home, origin);
    }
  }

  private void toolkit(Path home, String origin) {
    for (String below : TOOLKIT_FOLDERS) {
      add(home.resolve(below), origin);
    }
  }

  private void named(Path folder, String origin) {
    if (Files.isDirectory(folder)) {
      add(folder, origin);
    } else {
      absent.add(folder + " (from " + origin + "; no such folder)");
    }
  }

  private void add(Path folder, String origin) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      folders.putIfAbsent(
          folder.toRealPath(), new Folder(folder.toAbsolutePath().normalize(), origin));
    } catch (IOException e) {
      log.debug("{} from {} cannot be read", folder, origin, e);
    }
  }

  private void loaderConfiguration(Path file, Set<Path> seen) {
    if (!Files.isReadable(file) || !seen.add(file)) {
      return;
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      log.debug("{} cannot be read", file, e);
      return;
    }
    for (String line : lines) {
      String entry = line.replaceFirst("#.*", "").strip();
      if (entry.startsWith("include ")) {
        for (String pattern : entry.substring("include ".length()).strip().split("\\s+", -1)) {
          include(pattern, file, seen);
        }
      } else if (!entry.isEmpty() && !entry.startsWith("hwcap ")) {
        for (String path : entry.split("[:,\\s]+", -1)) {
          if (path.startsWith("/")) {
            add(environment.absolute(path), "the dynamic loader's path");
          }
        }
      }
    }
  }

  private void include(String pattern, Path file, Set<Path> seen) {
    Path absolute =
        pattern.startsWith("/") ? environment.absolute(pattern) : file.resolveSibling(pattern);
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null) {
      return;
    }
    List<Path> files = new ArrayList<>(children(parent, name.toString()));
    files.sort(Comparator.naturalOrder());
    for (Path included : files) {
      loaderConfiguration(included, seen);
    }
  }

  private void pip() {
    List<Path> libraries = new ArrayList<>();
    for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
      environment.variable(variable).ifPresent(prefix -> libraries.add(Path.of(prefix, "lib")));
    }
    environment.property("user.home").ifPresent(home -> libraries.add(Path.of(home, ".local/lib")));
    libraries.add(environment.absolute("/usr/local/lib"));
    libraries.add(environment.absolute("/usr/lib"));
    libraries.add(environment.absolute("/usr/lib64"));
    for (Path prefix : children(environment.absolute("/opt"), "*")) {
      libraries.add(prefix.resolve("lib"));
    }
    for (Path library : libraries) {
      for (Path python : children(library, "python3*")) {
        for (String packages : List.of("site-packages", "dist-packages")) {
          for (Path nvidia : children(python.resolve(packages).resolve("nvidia"), "*")) {
            add(nvidia.resolve("lib"), "pip's nvidia packages");
          }
        }
      }
    }
  }

  /**
   * The entries of a folder whose names match; without a number first, then newest version first.
   */
  private static List<Path> children(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
        entries.forEach(found::add);
      } catch (IOException e) {
        log.debug("{} cannot be read", folder, e);
      }
    }
    found.sort(LibraryFolders::compareVersions);
    return found;
  }

  private static int compareVersions(Path left, Path right) {
    List<Integer> a = numbers(left);
    List<Integer> b = numbers(right);
    if (a.isEmpty() || b.isEmpty()) {
      int byPresence = Boolean.compare(b.isEmpty(), a.isEmpty());
      return byPresence != 0 ? byPresence : left.compareTo(right);
    }
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int newestFirst = Integer.compare(b.get(i), a.get(i));
      if (newestFirst != 0) {
        return newestFirst;
      }
    }
    int longestFirst = Integer.compare(b.size(), a.size());
    return longestFirst != 0 ? longestFirst : left.compareTo(right);
  }

  private static List<Integer> numbers(Path path) {
    return NUMBER
        .matcher(String.valueOf(path.getFileName()))
        .results()
        .map(MatchResult::group)
        .filter(digits -> digits.length() < 10)
        .map(Integer::valueOf)
        .toList();
  }
}
