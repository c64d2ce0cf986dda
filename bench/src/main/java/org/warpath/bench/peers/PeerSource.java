package org.warpath.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The programs of peers that lie in this package as text: Python's, and Java's over libraries that
 * are not there when the benchmark is built.
 */
final class PeerSource {
  private PeerSource() {}

  /** Copies a program into a folder. */
  static Path copy(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream source = PeerSource.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new IllegalStateException("the program " + name + " is missing");
      }
      Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  /**
   * Compiles a program into a folder.
   *
   * @throws PeerUnavailableException if this Java has no compiler, or the compiler refuses
   */
  static void compile(String name, String classPath, Path folder)
      throws IOException, PeerUnavailableException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new PeerUnavailableException("it is compiled here, which needs a JDK");
    }
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          compiler.getTask(
              messages,
              files,
              null,
              List.of("-proc:none", "-cp", classPath, "-d", folder.toString()),
              null,
              files.getJavaFileObjects(copy(name, folder)));
      if (!task.call()) {
        throw new PeerUnavailableException("it does not compile: " + firstLine(messages));
      }
    }
  }

  private static String firstLine(StringWriter messages) {
    return messages.toString().lines().findFirst().orElse("no message");
  }
}
