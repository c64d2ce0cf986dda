package org.warpath.graph.store;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.names.NumericIds;
import org.warpath.graph.store.SampleGraphs.Parts;
import org.warpath.kernels.TinyDisk;

/** Files cut off, changed, or malformed on purpose. */
class CsrFileDamageTest {
  private static final Parts ALL = new Parts(6, false, true, true, true);

  @TempDir Path folder;
  private Path file;
  private byte[] sound;
  private List<Section> sections;

  @BeforeEach
  void writeAFileWithAllSections() throws IOException {
    file = folder.resolve("graph.csr");
    try (Graph graph = SampleGraphs.random(ALL, 5)) {
      CsrFile.write(graph, file, new CsrFileOptions(true, Map.of("source", "CsrFileDamageTest")));
    }
    load();
    assertThat(sections).hasSize(12);
  }

  private void load() throws IOException {
    sound = Files.readAllBytes(file);
    try (FileChannel channel = FileChannel.open(file)) {
      sections = FileHeader.read(channel, "graph.csr").sections();
    }
  }

  @Test
  void whicheverByteIsChangedItsPlaceIsNamed() throws IOException {
    everyByteIsGuarded();
    try (Graph graph =
        SampleGraphs.named(TestGraphs.directed(4, 0, 1, 1, 2), NumericIds.of(3, 4, 7, 9))) {
      CsrFile.write(graph, file);
    }
    load();
    everyByteIsGuarded();
  }

  private void everyByteIsGuarded() throws IOException {
    Random random = new Random(3);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int at = 0; at < sound.length; at++) {
        int flipped = 1 + random.nextInt(255);
        channel.write(ByteBuffer.wrap(new byte[] {(byte) (sound[at] ^ flipped)}), at);
        assertThatThrownBy(() -> CsrFile.verify(file))
            .as("byte %d", at)
            .isInstanceOf(GraphFormatException.class)
            .hasMessageStartingWith(file + ": " + placeOf(at));
        channel.write(ByteBuffer.wrap(new byte[] {sound[at]}), at);
      }
    }
    CsrFile.verify(file);
  }

  private String placeOf(int at) {
    if (at < sections.getFirst().offset()) {
      return at < 8 ? "not a Warpath graph file" : at < 12 ? "format version" : "section table is";
    }
    return sections.stream()
        .filter(section -> at < section.end())
        .findFirst()
        .map(section -> "section " + section.kind().label() + " is damaged (")
        .orElseThrow();
  }

  @Test
  void aFileCutOffAtAnyByteNamesWhereItEnds() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int length = sound.length - 1; length >= 0; length--) {
        channel.truncate(length);
        assertThatThrownBy(() -> CsrFile.open(file))
            .isInstanceOf(GraphFormatException.class)
            .hasMessageStartingWith(file + ": " + endOf(length));
      }
    }
  }

  private String endOf(int length) {
    if (length < 8) {
      return "not a Warpath graph file";
    }
    return length < sections.getFirst().offset()
        ? "section table is cut off: the file ends after " + length
        : cutOff(length);
  }

  private String cutOff(int length) {
    return sections.stream()
        .filter(section -> length < section.end())
        .findFirst()
        .map(section -> "section " + section.kind().label())
        .map(label ->
            label + " is cut off: the file has " + length + " bytes, expected " + sound.length)
        .orElseThrow();
  }

  @Test
  void bytesBehindTheEndAreRefused() throws IOException {
    Files.write(file, Arrays.copyOf(sound, sound.length + 3));

    assertThatThrownBy(() -> CsrFile.open(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(file + ": 3 bytes follow the last section");
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    ByteBuffer.wrap(sound).order(LITTLE_ENDIAN).putInt(8, 2);
    Files.write(file, sound);

    assertThatThrownBy(() -> CsrFile.open(file))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(
            file
                + ": format version 2 is not known to this version of Warpath, which reads version"
                + " 1");
  }

  @Test
  void aDamagedSectionIsFoundOnItsFirstUseNotBefore() throws IOException {
    damage(SectionKind.IN_WEIGHTS);
    damage(SectionKind.NAME_BYTES);
    damage(SectionKind.STORED_OF_VERTEX);
    try (Graph graph = CsrFile.open(file)) {
      assertThat(graph.vertexCount()).isEqualTo(6);
      assertThat(graph.edgeCount()).isEqualTo(18);
      assertThat(graph.out().entryCount()).isEqualTo(18);
      for (int twice = 0; twice < 2; twice++) {
        assertDamaged(graph::in, SectionKind.IN_WEIGHTS);
        assertDamaged(graph::names, SectionKind.NAME_BYTES);
        assertDamaged(graph::order, SectionKind.STORED_OF_VERTEX);
      }
    }
    try (Graph trusted = CsrFile.openTrusted(file)) {
      assertThat(trusted.in().entryCount()).isEqualTo(18);
      assertThat(trusted.names()).isPresent();
    }
  }

  private void damage(SectionKind kind) throws IOException {
    Section section = sections.stream().filter(s -> s.kind() == kind).findFirst().orElseThrow();
    sound[(int) section.offset() + 2] ^= 0x10;
    Files.write(file, sound);
  }

  private void assertDamaged(Runnable use, SectionKind kind) {
    assertThatThrownBy(use::run)
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(GraphFormatException.class)
        .hasMessageMatching(
            ".*graph.csr: section "
                + kind.label()
                + " is damaged \\(checksum [0-9a-f]{8}, expected [0-9a-f]{8}\\)");
  }

  @Test
  void aFullDiskLeavesTheOldFile() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(folder, 64 << 10);
        Graph small = TestGraphs.directed(2, 0, 1);
        Graph large = SampleGraphs.random(new Parts(5000, false, true, true, true), 1)) {
      Path target = disk.root().resolve("graph.csr");
      CsrFile.write(small, target);

      assertThatThrownBy(() -> CsrFile.write(large, target))
          .isInstanceOf(IOException.class)
          .hasMessage(target + ": cannot be written: No space left on device");
      CsrFile.verify(target);
      assertThat(disk.root().toFile().list()).containsExactly("graph.csr");
    }
  }

  @Test
  void aDamagedGraphIsNotCopied() throws IOException {
    damage(SectionKind.COLUMN_INDICES);
    Path copy = folder.resolve("copy.csr");
    try (Graph graph = CsrFile.open(file)) {
      assertThatThrownBy(() -> CsrFile.write(graph, copy))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("section columnIndices is damaged");
    }
    assertThat(copy).doesNotExist();
  }
}
