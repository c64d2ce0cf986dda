package org.warpath.graph.io.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.GraphFormatException;

class InputFileTest {
  @TempDir Path folder;

  private final byte[] content = randomText(100_000);

  private static byte[] randomText(int length) {
    byte[] text = new byte[length];
    Random random = new Random(7);
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('0' + random.nextInt(10));
    }
    return text;
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file"), bytes);
  }

  private static byte[] read(Path file) throws IOException {
    try (InputFile input = InputFile.open(file)) {
      byte[] all = input.readAllBytes();
      assertThat(input.packedPosition()).isEqualTo(input.packedSize());
      return all;
    }
  }

  @Test
  void readsPlainFiles() throws IOException {
    assertThat(read(file(content))).isEqualTo(content);
    assertThat(read(file(new byte[0]))).isEmpty();
    assertThat(read(file(new byte[] {'B', 'Z', 'h', 'i'}))).hasSize(4);
    assertThat(read(file("BZhello world 1 2".getBytes(UTF_8)))).hasSize(17);
  }

  @ParameterizedTest
  @EnumSource
  void unpacksByContentWhateverTheName(Packed packing) throws IOException {
    try (InputFile input = InputFile.open(file(packing.pack(content)))) {
      assertThat(input.isPlain()).isFalse();
      assertThat(input.readAllBytes()).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZ", "ZST", "BZ2", "XZ"})
  void unpacksAllMembers(Packed packing) throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(packing.pack(Arrays.copyOf(content, 1000)));
    members.write(packing.pack(new byte[0]));
    members.write(packing.pack(Arrays.copyOfRange(content, 1000, content.length)));
    assertThat(read(file(members.toByteArray()))).isEqualTo(content);
  }

  @ParameterizedTest
  @EnumSource
  void namesTheFileOfTruncatedData(Packed packing) throws IOException {
    byte[] packed = packing.pack(content);
    int[] lengths = {
      12, 20, packed.length / 2, packed.length - 30, packed.length - 9, packed.length - 1
    };
    for (int length : lengths) {
      Path file = file(Arrays.copyOf(packed, length));
      assertThatThrownBy(() -> read(file))
          .as("%s of %s bytes", length, packed.length)
          .isInstanceOf(GraphFormatException.class)
          .hasMessageStartingWith(file + ": the ")
          .hasMessageContaining("truncated");
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverGivesDamagedDataForSound(Packed packing) throws IOException {
    byte[] packed = packing.pack(content);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = packed.clone();
      damaged[packed.length / 4 + i * (packed.length / 50)] ^= 0x55;
      Path file = file(damaged);
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(GraphFormatException.class)
          .hasMessageStartingWith(file + ": the ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 7})
  void refusesAnArchiveOfNoOrSeveralFiles(int count) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("folder/"));
      for (int i = 0; i < count; i++) {
        zip.putNextEntry(new ZipEntry("file" + i));
      }
    }
    Path file = file(packed.toByteArray());
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(
            file
                + ": expected a zip archive of one file, found "
                + count
                + (count == 0 ? "" : ": file0, file1"));
  }

  @Test
  void saysThatAFileDoesNotExist() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> InputFile.open(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing + ": no such file");
  }

  @Test
  void saysThatAFolderIsNoFile() {
    assertThatThrownBy(() -> InputFile.open(folder))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(folder + ": is a folder, expected a file");
  }

  @Test
  void saysThatAFileMayNotBeRead() throws IOException {
    Path file = file(content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-wx------"));
    assumeFalse(Files.isReadable(file), "this user may read every file");
    assertThatThrownBy(() -> InputFile.open(file))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessage(file + ": no permission to read it");
  }

  @Test
  void saysThatADeviceIsNoRegularFile() {
    Path device = Path.of("/dev/null");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(device), "there is no " + device);
    assertThatThrownBy(() -> InputFile.open(device))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageContaining("is not a regular file");
  }
}
