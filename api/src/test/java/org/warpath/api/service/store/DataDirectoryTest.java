package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temporary;

  @Test
  void isMadeWhereItIsMissing() throws IOException {
    Path root = temporary.resolve("new/data");
    try (DataDirectory directory = DataDirectory.open(root)) {
      assertThat(directory.graph("x").getParent()).isEmptyDirectory();
      assertThat(directory.newUpload()).isEmptyDirectory();
    }
  }

  @Test
  void isHeldByOneAtATimeWhateverItIsCalled() throws IOException {
    Path root = temporary.resolve("data");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
    try (DataDirectory directory = DataDirectory.open(root)) {
      for (Path name : new Path[] {root, root.resolve("../data"), link}) {
        assertThatThrownBy(() -> DataDirectory.open(name))
            .isInstanceOf(FileSystemException.class)
            .hasMessage(name + ": another service uses this folder");
      }
      assertThat(directory.newUpload()).isEmptyDirectory();
    }
    DataDirectory.open(link).close();
  }

  @Test
  void isKeptFromOtherProcessesByOneClearLineEvenAfterThisOneTriedTwice() throws IOException {
    Path root = temporary.resolve("data");
    Path log = Files.createFile(temporary.resolve("log"));
    try (DataDirectory directory = DataDirectory.open(root)) {
      assertThatThrownBy(() -> DataDirectory.open(root)).isInstanceOf(FileSystemException.class);

      try (KillableService second = KillableService.start(root, log)) {
        assertThat(second.exitCode(Duration.ofMinutes(2))).isEqualTo(2);
      }

      assertThat(log)
          .hasContent(
              "warpath serve: data folder " + root + ": another service uses this folder\n");
      assertThat(directory.newUpload()).isEmptyDirectory();
    }
  }

  @Test
  void sweepsWhatIsNotKept() throws IOException {
    try (DataDirectory directory = DataDirectory.open(temporary.resolve("data"))) {
      Path kept = Files.writeString(directory.graph("kept.csr"), "");
      Path left = Files.writeString(directory.graph(".kept.csr.1234.tmp"), "");
      Path upload = Files.writeString(directory.newUpload().resolve("part"), "").getParent();

      directory.sweep("graphs", Set.of("kept.csr"));
      directory.sweep("uploads", Set.of());

      assertThat(kept).exists();
      assertThat(left).doesNotExist();
      assertThat(upload).doesNotExist();
    }
  }

  @Test
  void leftoversOfKilledProcessesGo() throws IOException {
    Path root = temporary.resolve("data");
    DataDirectory.open(root).close();
    Path library = Files.writeString(root.resolve("native/sqlite-x.so"), "");
    Path mark = Files.writeString(root.resolve("native/sqlite-x.so.lck"), "");

    DataDirectory.open(root).close();

    assertThat(library).doesNotExist();
    assertThat(mark).doesNotExist();
  }
}
