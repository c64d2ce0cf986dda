package org.warpath.api.bundle;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A Java runtime of only some modules, linked from the JDK that runs now. */
final class RuntimeImage {
  private RuntimeImage() {}

  /**
   * Refuses a JDK from which no runtime for 64-bit Linux on x86 can be linked.
   *
   * @throws IllegalArgumentException naming the JDK that is needed
   */
  static void requireLinker() {
    String platform = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!platform.equals("Linux on amd64")) {
      throw new IllegalArgumentException(
          "a bundle takes its Java runtime from the machine that makes it: make it under Linux"
              + " on x86-64, this is "
              + platform);
    }
    if (ToolProvider.findFirst("jlink").isEmpty()) {
      throw new IllegalArgumentException(jdkNeeded("has no jlink"));
    }
  }

  /**
   * Links the runtime, by its modules' archives if the JDK has them, else from the JDK itself.
   *
   * @param directory where to; must not exist
   * @throws IOException if jlink refuses, with what it says, or a file cannot be written
   */
  static void link(Set<String> modules, Path directory) throws IOException {
    List<String> arguments =
        List.of(
            "--add-modules",
            String.join(",", modules),
            "--strip-debug",
            "--no-man-pages",
            "--no-header-files",
            "--compress=zip-9",
            "--vm=server",
            // Class data archives and their list of classes, and what serves tools of other JDKs.
            "--exclude-files=**.jsa,**/classlist,**/jrt-fs.jar",
            "--output",
            directory.toString());
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exitCode =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(out, out, arguments.toArray(new String[0]));
    if (exitCode != 0) {
      throw new IOException(jdkNeeded("cannot link a runtime (" + said.toString().strip() + ")"));
    }
    for (Path file : files(directory)) {
      if (Files.isSymbolicLink(file)) {
        copyTarget(file);
      } else if (file.toString().endsWith(".so")) {
        ElfStrip.strip(file);
      }
    }
  }

  /** Not all that copies a folder to another machine keeps links. */
  private static void copyTarget(Path link) throws IOException {
    byte[] content = Files.readAllBytes(link);
    Files.delete(link);
    Files.write(link, content);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> !Files.isDirectory(file)).toList();
    }
  }

  private static String jdkNeeded(String fault) {
    return "the JDK "
        + System.getProperty("java.home")
        + " "
        + fault
        + "; a full JDK 25 or newer is needed, with bin/jlink and a folder jmods or a linkable"
        + " run-time image, as https://adoptium.net/temurin has it; WARPATH_JAVA_HOME chooses it";
  }
}
