package org.warpath.api.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is written. The bundle itself is tested on the built program. */
class BundleTest {
  @TempDir Path folder;

  @Test
  void otherFoldersAreNotOverwritten() throws IOException {
    Path thesis = Files.writeString(folder.resolve("thesis.tex"), "years of work");

    assertThatThrownBy(() -> write(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(folder.toString(), "holds other files", "BUNDLE.txt");
    assertThatThrownBy(() -> write(thesis))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(thesis.toString(), "is a file");
    assertThat(thesis).hasContent("years of work");
  }

  @Test
  void theFolderAroundItMustBeThere() {
    assertThatThrownBy(() -> write(folder.resolve("not/there")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder.resolve("not").toString());
  }

  @Test
  void aBundleDoesNotHoldItself() {
    assertThatThrownBy(() -> write(folder.resolve("data/bundle")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lies in the shipped data");
    assertThatThrownBy(() -> write(Path.of("/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no folder's name");
  }

  @Test
  void onlyTheBuiltProgramCanBeBundled() throws IOException {
    Path jar = Files.createFile(folder.resolve("warpath-bench.jar"));
    Files.createDirectory(folder.resolve("lib"));

    assertThatThrownBy(() -> Program.of(jar.toString(), folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("./warpath bundle DIR");

    Files.createDirectory(folder.resolve("test-lib"));
    Path library = Files.createFile(folder.resolve("lib/a.jar"));
    Files.createFile(folder.resolve("lib/a.txt"));

    assertThat(Program.of(jar.toString(), folder.toString()))
        .isEqualTo(new Program(folder, jar, List.of(library), List.of()));
    assertThatThrownBy(() -> Program.of(jar + File.pathSeparator + library, folder.toString()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Program.of(jar.toString(), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void write(Path directory) throws IOException {
    Path jar = folder.resolve("warpath-bench.jar");
    Bundle.write(directory, new Program(folder, jar, List.of(), List.of()), "1.0");
  }
}
