package org.warpath.linalg.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.TinyDisk;

class AtomicFileTest {
  @TempDir Path folder;

  private static void writeNew(FileChannel channel) throws IOException {
    channel.write(ByteBuffer.wrap("new".getBytes(UTF_8)));
  }

  private static void assertAlone(Path file) {
    assertThat(file.toAbsolutePath().getParent().toFile().list())
        .containsExactly(file.getFileName().toString());
  }

  @Test
  void aFileIsMadeOrReplacedAndNothingElseIsLeft() throws IOException {
    Path target = folder.resolve("result.csv");

    AtomicFile.write(target, AtomicFileTest::writeNew);
    assertThat(target).hasContent("new");
    Files.writeString(target, "old and longer");
    AtomicFile.write(target, AtomicFileTest::writeNew);

    assertThat(target).hasContent("new");
    assertAlone(target);
  }

  @Test
  void untilAllIsWrittenTheOldContentStands() throws IOException {
    Path target = Files.writeString(folder.resolve("result.csv"), "old");

    AtomicFile.write(
        target,
        channel -> {
          writeNew(channel);
          assertThat(target).hasContent("old");
        });

    assertThat(target).hasContent("new");
  }

  @Test
  void whenTheContentFailsTheOldFileStandsAlone() throws IOException {
    Path target = Files.writeString(folder.resolve("result.csv"), "old");
    for (Throwable failure :
        new Throwable[] {
          new IOException("no luck"), new IllegalStateException("bug"), new AssertionError("worse")
        }) {
      assertThatThrownBy(() ->
              AtomicFile.write(
                  target,
                  channel -> {
                    writeNew(channel);
                    raise(failure);
                  }))
          .hasMessageContaining(failure.getMessage());
      assertThat(target).hasContent("old");
      assertAlone(target);
    }
  }

  private static void raise(Throwable failure) throws IOException {
    switch (failure) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }

  @Test
  void defectsOfTheSourceAreNotBlamedOnTheTarget() {
    FormatException failure = new FormatException("graph.csr", "section x is damaged");

    assertThatThrownBy(() ->
            AtomicFile.write(
                folder.resolve("out"),
                channel -> {
                  throw failure;
                }))
        .isSameAs(failure);
  }

  @Test
  void aMissingFolderIsNamed() {
    Path target = folder.resolve("none/result.csv");

    assertThatThrownBy(() -> AtomicFile.write(target, AtomicFileTest::writeNew))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(target + ": cannot be written: there is no folder " + folder.resolve("none"));
  }

  @Test
  void foldersAndDevicesAreNotReplaced() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("folder"));
    for (Path target : new Path[] {directory, Path.of("/dev/null"), Path.of("/")}) {
      assertThatThrownBy(() -> AtomicFile.write(target, AtomicFileTest::writeNew))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(target + ": cannot be written: it is not a regular file");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aSymbolicLinkStaysAndItsFileIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));

    AtomicFile.write(link, AtomicFileTest::writeNew);

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void aReadOnlyDiskIsReported() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(folder, 1 << 20)) {
      Path target = Files.writeString(disk.root().resolve("result.csv"), "old");
      disk.makeReadOnly();

      assertThatThrownBy(() -> AtomicFile.write(target, AtomicFileTest::writeNew))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(target + ": cannot be written: Read-only file system");
      assertThat(target).hasContent("old");
    }
  }

  @Test
  void aFullDiskIsReportedAndTheOldFileStandsAlone() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(folder, 1 << 20)) {
      Path target = Files.writeString(disk.root().resolve("result.csv"), "old");

      assertThatThrownBy(() ->
              AtomicFile.write(
                  target,
                  channel -> {
                    ByteBuffer zeros = ByteBuffer.allocate(2 << 20);
                    while (zeros.hasRemaining()) {
                      channel.write(zeros);
                    }
                  }))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(target + ": cannot be written: No space left on device");
      assertThat(target).hasContent("old");
      assertAlone(target);
    }
  }

  @Test
  void aFolderWithoutPermissionIsReported() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assertThat(closed.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(closed), "root may write everywhere");
    Path target = closed.resolve("result.csv");

    assertThatThrownBy(() -> AtomicFile.write(target, AtomicFileTest::writeNew))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(target + ": cannot be written: permission denied");
  }
}
