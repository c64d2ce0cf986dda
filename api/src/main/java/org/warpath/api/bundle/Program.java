package org.warpath.api.bundle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built program, as the launcher runs it.
 *
 * @param home the checkout, which holds the shipped data
 * @param jar the jar on the class path
 * @param libraries all it needs, from the folder {@code lib} beside it
 * @param testLibraries what the tests of the modules need beyond that, from {@code test-lib}, the
 *     modules' own test jars among them
 */
public record Program(Path home, Path jar, List<Path> libraries, List<Path> testLibraries) {

  /**
   * The program that runs now.
   *
   * @throws IllegalArgumentException if it does not run from a built checkout
   * @throws IOException if its folders cannot be read
   */
  public static Program running() throws IOException {
    return of(System.getProperty("java.class.path"), System.getProperty("warpath.home"));
  }

  static Program of(String classPath, String home) throws IOException {
    Path jar = Path.of(classPath.split(File.pathSeparator, 2)[0]).toAbsolutePath();
    Path folder = jar.getParent();
    if (home == null
        || classPath.contains(File.pathSeparator)
        || folder == null
        || !Files.isDirectory(folder.resolve("test-lib"))) {
      throw new IllegalArgumentException(
          "a bundle is made in a checkout of Warpath, by ./warpath bundle DIR; an existing bundle"
              + " can be copied as it is");
    }
    return new Program(
        Path.of(home).toAbsolutePath().normalize(),
        jar,
        jars(folder.resolve("lib")),
        jars(folder.resolve("test-lib")));
  }

  /** Whether a jar is built from this project's own sources. */
  static boolean own(Path jar) {
    return jar.getFileName().toString().startsWith("warpath-");
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
