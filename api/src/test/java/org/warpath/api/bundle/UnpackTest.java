package org.warpath.api.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackTest {
  @TempDir Path folder;
  private Path payload;
  private Path target;

  @BeforeEach
  void pack() throws IOException {
    payload = folder.resolve("jars.xz");
    target = folder.resolve("jars");
    Payload.write(
        new TreeMap<>(
            Map.of("lib", List.of(jar("a.jar"), jar("b.jar")), "test-lib", List.of(jar("c.jar")))),
        payload);
  }

  private static Jar jar(String name) {
    return new Jar(Path.of(name), Map.of("content", bytes(name)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void jarsComeOutAsTheyWentIn() throws IOException {
    Unpack.unpack(payload, target);
    for (String name : List.of("lib/a.jar", "lib/b.jar", "test-lib/c.jar")) {
      Path file = target.resolve(name);
      assertThat(Jar.read(file).entries())
          .containsOnlyKeys("content")
          .hasEntrySatisfying(
              "content",
              content ->
                  assertThat(content)
                      .asString(StandardCharsets.UTF_8)
                      .isEqualTo(file.getFileName().toString()));
    }
    assertThat(names()).containsExactlyInAnyOrder("jars.xz", "jars");
  }

  @Test
  void whatAnotherProcessHasUnpackedStays() throws IOException {
    Files.createDirectories(target);
    Files.writeString(target.resolve("first"), "was here");
    Unpack.unpack(payload, target);
    assertThat(target.resolve("first")).hasContent("was here");
    assertThat(names()).containsExactlyInAnyOrder("jars.xz", "jars");
  }

  @Test
  void aDamagedPayloadLeavesNothingBehind() throws IOException {
    byte[] content = Files.readAllBytes(payload);
    content[content.length / 2] ^= 1;
    Files.write(payload, content);
    assertThatThrownBy(() -> Unpack.unpack(payload, target)).isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("jars.xz");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
