package org.warpath.linalg.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not what they should be, and what is said of them. */
class NpyRefusalTest {
  private static final String GOOD = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }";

  @TempDir Path folder;

  private static byte[] npy(String dictionary, int dataBytes) {
    byte[] text = dictionary.getBytes(ISO_8859_1);
    return ByteBuffer.allocate(10 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  private static NpyArray read(byte[] bytes) throws IOException {
    return Npy.read(new ByteArrayInputStream(bytes));
  }

  private static void assertRefused(byte[] bytes, String message) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(FormatException.class)
        .hasMessage("npy stream: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'shape': (2,), \"descr\":'<f8','fortran_order':False}\n",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2L,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)}",
        "{'descr': '<f8', 'fortran_order': True, 'shape': (1, 2,)}",
        "{'descr': '<c16', 'fortran_order': True, 'shape': ()}",
        "{'descr': '>i1', 'fortran_order': True, 'shape': (16,)}",
      })
  void otherWritersHeadersAreTaken(String header) throws IOException {
    assertThat(read(npy(header, 16)).data().byteSize()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "'|O', 'fortran_order': False, 'shape': (2,)} # has dtype '|O' (pickled Python objects), expected numbers: bool, int8,",
        "'<U5', 'fortran_order': False, 'shape': (2,)} # has dtype '<U5' (text), expected numbers: bool,",
        "'<M8[ns]', 'fortran_order': False, 'shape': (2,)} # has dtype '<M8[ns]' (times), expected numbers: bool,",
        "'|V8', 'fortran_order': False, 'shape': (2,)} # has dtype '|V8' (raw records), expected numbers: bool,",
        "'<f16', 'fortran_order': False, 'shape': (2,)} # has dtype '<f16', expected numbers: bool,",
        "'f8', 'fortran_order': False, 'shape': (2,)} # has dtype 'f8', expected numbers: bool,",
        "'|f8', 'fortran_order': False, 'shape': (2,)} # has dtype '|f8', expected numbers: bool,",
        "'', 'fortran_order': False, 'shape': (2,)} # has dtype '', expected numbers: bool,",
        "[('x', '<f8')], 'fortran_order': False, 'shape': (2,)} # has a structured dtype, expected numbers: bool,",
        "8, 'fortran_order': False, 'shape': (2,)} # header, character 11: expected a dtype such as '<f8', found \"8, 'fortran_order': False, 'shape': (2,)…\"",
        "'<f8', 'shape': (2,)} # header: has no 'fortran_order'",
        "'<f8', 'fortran_order': False} # header: has no 'shape'",
        "'<f8', 'fortran_order': 1, 'shape': (2,)} # header, character 35: expected True or False, found \"1, 'shape': (2,)}\"",
        "'<f8', 'fortran_order': False, 'shape': (2)} # header: shape is a number, expected a tuple such as (3,)",
        "'<f8', 'fortran_order': False, 'shape': 2} # header, character 51: expected '(', found \"2}\"",
        "'<f8', 'fortran_order': False, 'shape': (2 3)} # header, character 54: expected ',' or ')', found \"3)}\"",
        "'<f8', 'fortran_order': False, 'shape': (-2,)} # header, character 52: expected a size of at least 0, found \"-2,)}\"",
        "'<f8', 'fortran_order': False, 'shape': (9223372036854775808,)} # header, character 52: expected a size below 2⁶³, found \"9223372036854775808,)}\"",
        "'<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)} # float64 (4294967296, 4294967296) has 2⁶³ bytes or more",
        "'<f8', 'fortran_order': False, 'shape': (2,), 'shape': (2,)} # header: has 'shape' twice",
        "'<f8', 'fortran_order': False, 'shape': (2,), 'colour': 1} # header, character 57: expected a key: 'descr', 'fortran_order' or 'shape', found \"'colour': 1}\"",
        "'<f8', 'fortran_order': False, 'shape': (2,)} x # header, character 57: expected the end of the header, found \"x\"",
        "'<f8', 'fortran_order': False, 'shape': (2,) # header, character 55: expected '}', found its end",
        "'<f8', 'fortran_order': False, 'shape': (3,)} # is truncated: its elements have 16 of 24 bytes",
        "'<f8', 'fortran_order': False, 'shape': (1000000000, 1000000000)} # is truncated: its elements have 16 of 8000000000000000000 bytes",
      })
  void whatIsWrongInAHeaderIsNamed(String header, String problem) {
    assertThatThrownBy(() -> read(npy("{'descr': " + header, 16)))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("npy stream: " + problem);
  }

  @Test
  void otherFilesAndVersionsAreRefused() {
    byte[] good = npy(GOOD, 16);
    byte[] magic = good.clone();
    magic[1] = 'M';
    byte[] version = good.clone();
    version[6] = 4;
    byte[] huge = good.clone();
    huge[6] = 2;

    assertRefused(magic, "does not begin with \\x93NUMPY: not a .npy file");
    assertRefused(version, "has format version 4.0, expected 1.0, 2.0 or 3.0");
    assertRefused(huge, "says its header has 662372409 bytes, expected at most 1048576");
  }

  @Test
  void aFileCutAnywhereIsTruncated() throws IOException {
    byte[] good = npy(GOOD, 16);
    Path file = folder.resolve("cut.npy");
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      Files.write(file, cut);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith("npy stream: is truncated: ");
      assertThatThrownBy(() -> Npy.read(file))
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith(file + ": is truncated: ");
      assertThatThrownBy(() -> Npy.map(file, Arena.ofAuto()))
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith(file + ": is truncated: ");
    }
  }

  @Test
  void moreThanItsArrayIsRefusedInAFileAndLeftInAStream() throws IOException {
    Path file = Files.write(folder.resolve("long.npy"), npy(GOOD, 17));
    assertThatThrownBy(() -> Npy.read(file)).hasMessage(file + ": goes on behind its array");
    assertThatThrownBy(() -> Npy.map(file, Arena.ofAuto()))
        .hasMessage(file + ": goes on behind its array");

    SequenceInputStream two =
        new SequenceInputStream(
            new ByteArrayInputStream(npy(GOOD, 16)), new ByteArrayInputStream(npy(GOOD, 16)));
    assertThat(Npy.read(two).size()).isEqualTo(2);
    assertThat(Npy.read(two).size()).isEqualTo(2);
    assertThat(two.read()).isEqualTo(-1);
  }

  @Test
  void aStreamIsTrustedOnlyAsFarAsItComes() throws IOException {
    int size = 40 << 20;
    byte[] bytes = npy(GOOD.replace("<f8", "|u1").replace("2,", size + ","), size);
    bytes[bytes.length - 1] = 7;
    NpyArray array = read(bytes);
    assertThat(NpyType.UINT8.get(array.data(), size - 1L)).isEqualTo(7);
  }

  @Test
  void mappedElementsOutOfPlaceAreCopied() throws IOException {
    String padded = GOOD;
    for (int blanks = 0; blanks < 8; blanks++) {
      byte[] bytes = npy(padded, 16);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(bytes.length - 8, 2.5);
      Path file = Files.write(folder.resolve("odd.npy"), bytes);
      assertThat(Npy.map(file, Arena.ofAuto()).asVector().get(1)).isEqualTo(2.5);
      padded += " ";
    }
  }

  @Test
  void aMissingFileIsNamed() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> Npy.read(none)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Npy.map(none, Arena.ofAuto())).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Npz.read(none)).isInstanceOf(NoSuchFileException.class);
  }

  private static byte[] zip(byte[] content, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }

  private void assertArchiveRefused(byte[] archive, String message) throws IOException {
    Path file = Files.write(folder.resolve("a.npz"), archive);
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(file + message);
    assertThatThrownBy(() -> Npz.read(new ByteArrayInputStream(archive)))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("npz stream" + message);
  }

  @Test
  void anArchivesEntriesAreNamed() throws IOException {
    assertArchiveRefused(
        zip("no array".getBytes(ISO_8859_1), "a.npy"),
        "(a.npy): does not begin with \\x93NUMPY: not a .npy file");
    assertArchiveRefused(zip(npy(GOOD, 15), "a.npy"), "(a.npy): is truncated: ");
    assertArchiveRefused(zip(npy(GOOD, 17), "a.npy"), "(a.npy): goes on behind its array");
    assertArchiveRefused(zip(npy(GOOD, 16), "a.npy", "a"), ": has two arrays named \"a\"");
  }

  @Test
  void damagedArchivesAreRefused() throws IOException {
    byte[] archive = zip(npy(GOOD, 16), "a.npy");
    archive[30 + "a.npy".length() + npy(GOOD, 16).length - 1] ^= 1;
    Path file = Files.write(folder.resolve("a.npz"), archive);
    assertThatThrownBy(() -> Npz.read(new ByteArrayInputStream(archive)))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("npz stream: is no .npz file, or a damaged one: ");
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessage(file + "(a.npy): is damaged: its checksum is not the one announced");
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(file + ": is no .npz file, or a damaged one: ");
    assertThatThrownBy(() -> Npz.read(new ByteArrayInputStream(new byte[] {'P'})))
        .hasMessage("npz stream: does not begin with PK: not a .npz file");
  }

  private static byte[] deflated(byte[] content, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void aStreamedArchiveCutAnywhereIsRefused() throws IOException {
    for (byte[] archive :
        List.of(zip(npy(GOOD, 16), "a.npy", "b.npy"), deflated(npy(GOOD, 16), "a.npy", "b.npy"))) {
      assertThat(Npz.read(new ByteArrayInputStream(archive))).hasSize(2);
      for (int length = 0; length < archive.length; length++) {
        byte[] cut = Arrays.copyOf(archive, length);
        assertThatThrownBy(() -> Npz.read(new ByteArrayInputStream(cut)))
            .as("%d of %d bytes", length, archive.length)
            .isInstanceOf(FormatException.class)
            .hasMessageStartingWith("npz stream");
      }
    }
  }

  private static void readAtMost(long maxBytes, byte[] archive) throws IOException {
    Npz.read(
        new ByteArrayInputStream(archive),
        "body",
        maxBytes,
        (name, content, size) -> Npy.read(content, "body(" + name + ")", size));
  }

  @Test
  void aStreamedArchiveUnpacksToNoMoreThanAllowed() throws IOException {
    int size = 1 << 20;
    byte[] zeros = npy(GOOD.replace("<f8", "|u1").replace("2,", size + ","), size);
    for (byte[] archive :
        List.of(zip(zeros, "a.npy", "b.npy"), deflated(zeros, "a.npy", "b.npy"))) {
      readAtMost(2L * zeros.length, archive);
      for (long maxBytes : new long[] {0, 1000, zeros.length, 2L * zeros.length - 1}) {
        assertThatThrownBy(() -> readAtMost(maxBytes, archive))
            .isInstanceOf(SizeLimitException.class)
            .hasMessage("body: holds more than " + maxBytes + " bytes");
      }
    }
  }

  @Test
  void whatAnArchiveAnnouncesIsNotTrustedWithMemory() throws IOException {
    byte[] huge = npy(GOOD.replace("2,", "200000000,"), 16);
    byte[] archive = zip(huge, "a.npy");
    // The sizes in the entry's head: 2 GB of memory for 16 bytes.
    ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 1 << 31).putInt(22, 1 << 31);
    assertThatThrownBy(() -> Npz.read(new ByteArrayInputStream(archive)))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> readAtMost(1 << 20, archive)).isInstanceOf(SizeLimitException.class);
  }
}
