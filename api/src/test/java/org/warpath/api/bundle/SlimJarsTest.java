package org.warpath.api.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlimJarsTest {
  @TempDir Path folder;

  /** Names {@link ByType} in code and {@link ByName} in a string. */
  static final class Root {
    static final String NAME = "org.warpath.api.bundle.SlimJarsTest$ByName";

    ByType[][] used = {};

    Object loaded() throws ReflectiveOperationException {
      return Class.forName(NAME).getDeclaredConstructor().newInstance();
    }
  }

  /** Hands on to {@link Indirect} by a method's signature alone. */
  interface ByType {
    void take(List<Indirect> many);
  }

  static final class ByName {}

  static final class Indirect {
    java.util.logging.Level level = java.util.logging.Level.ALL;
  }

  static final class Unused {
    Root root = new Root();
  }

  @Test
  void classesAreReachedByTypeByStringAndThroughOthers() throws IOException {
    Map<String, byte[]> candidates =
        classes(ByType.class, ByName.class, Indirect.class, Unused.class);

    assertThat(References.reachable(classes(Root.class).values(), candidates))
        .containsExactlyInAnyOrder(name(ByType.class), name(ByName.class), name(Indirect.class));
  }

  @Test
  void modulesAreThoseOfTheClassesInUse() throws IOException {
    assertThat(References.modules(classes(Root.class).values())).containsExactly("java.base");
    assertThat(References.modules(classes(Root.class, Indirect.class).values()))
        .containsExactly("java.base", "java.logging");
  }

  @Test
  void librariesLoseUnusedClassesAndForeignNatives() throws IOException {
    Path own = jar("warpath-own-1.jar", classes(Root.class));
    Map<String, byte[]> classes = classes(ByType.class, ByName.class, Indirect.class, Unused.class);
    Path cut = jar("fastutil-1.jar", classes);
    Path empty = jar("jsap-1.jar", classes(ElfStripTest.class));
    Path whole = jar("whole-1.jar", classes(BundleTest.class));
    Path natives =
        files(
            "natives-1.jar",
            "linux/amd64/a.so",
            "linux/aarch64/a.so",
            "darwin/x86_64/a.dylib",
            "lib/libJCudaDriver-12.6.0-linux-x86_64.so",
            "lib/libJNvPTXCompiler-12.6.0-linux-x86_64.so",
            "META-INF/LICENSE");

    SlimJars slim =
        SlimJars.of(new Program(folder, own, List.of(cut, empty, whole), List.of(natives)));

    assertThat(slim.libraries())
        .extracting(Jar::name)
        .containsExactly("warpath-own-1.jar", "fastutil-1.jar", "whole-1.jar");
    assertThat(slim.libraries().get(1).classes().keySet())
        .containsExactlyInAnyOrder(name(ByType.class), name(ByName.class), name(Indirect.class));
    assertThat(slim.libraries().get(2).classes()).containsKey(name(BundleTest.class));
    assertThat(slim.testLibraries().get(0).entries().keySet())
        .containsExactly(
            "linux/amd64/a.so", "lib/libJCudaDriver-12.6.0-linux-x86_64.so", "META-INF/LICENSE");
    assertThat(slim.modules()).containsExactly("java.base", "java.logging", "jdk.zipfs");
  }

  @Test
  void theServiceAndItsLibrariesAreLeftOut() throws IOException {
    Path program = jar("warpath-bench.jar", Map.of());
    Path own =
        files(
            "warpath-api-1.jar",
            "org/warpath/api/cli/ServeCommand.txt",
            "org/warpath/api/service/openapi.yaml",
            "org/warpath/api/service/http/Json.txt",
            "org/warpath/api/client/Call.txt",
            "org/warpath/api/web/index.html");
    List<Path> libraries =
        List.of(
            own,
            files("jetty-ee10-servlet-12.1.12.jar"),
            files("jackson-dataformat-yaml-2.23.0.jar"),
            files("jackson-databind-2.23.0.jar", "META-INF/LICENSE"));

    SlimJars slim = SlimJars.of(new Program(folder, program, libraries, List.of()));

    assertThat(slim.libraries())
        .extracting(Jar::name)
        .containsExactly("warpath-bench.jar", "warpath-api-1.jar", "jackson-databind-2.23.0.jar");
    assertThat(slim.libraries().get(1).entries())
        .containsOnlyKeys("org/warpath/api/cli/ServeCommand.txt");
  }

  @Test
  void aJarIsReadBackAsItWasWritten() throws IOException {
    Path file = files("a.jar", "META-INF/MANIFEST.MF", "a/b.txt");

    assertThat(Jar.read(file).entries().keySet())
        .containsExactly("META-INF/MANIFEST.MF", "a/b.txt");
    assertThat(Jar.read(file).entries().get("a/b.txt")).asString().isEqualTo("a/b.txt");
  }

  private Path files(String name, String... entries) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (String entry : entries) {
      contents.put(entry, entry.getBytes(StandardCharsets.UTF_8));
    }
    return written(name, contents);
  }

  private Path jar(String name, Map<String, byte[]> classes) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    classes.forEach((className, content) -> contents.put(className + ".class", content));
    return written(name, contents);
  }

  private Path written(String name, Map<String, byte[]> contents) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, new Jar(file, contents).uncompressed());
    return file;
  }

  private static Map<String, byte[]> classes(Class<?>... types) throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (Class<?> type : types) {
      try (InputStream in = type.getResourceAsStream("/" + name(type) + ".class")) {
        classes.put(name(type), in.readAllBytes());
      }
    }
    return classes;
  }

  private static String name(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
