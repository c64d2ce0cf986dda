package org.warpath.graph.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class NameTableTest {

  @Property(tries = 200)
  void everyNameLeadsToItsVertexAndBack(@ForAll @UniqueElements List<String> drawn) {
    List<String> names = drawn.stream().map(NameTableTest::encodable).distinct().toList();
    NameTable table = NameTable.of(names);

    NameCursor cursor = new NameCursor(table);
    assertThat(table.count()).isEqualTo(names.size());
    for (int vertex = 0; vertex < names.size(); vertex++) {
      assertThat(table.name(vertex)).isEqualTo(names.get(vertex));
      cursor.moveTo(vertex);
      assertThat(new String(cursor.bytes(), 0, cursor.length(), UTF_8))
          .isEqualTo(names.get(vertex));
      assertThat(table.find(names.get(vertex))).isEqualTo(vertex);
    }
  }

  /** A lone surrogate has no UTF-8 form: it becomes a question mark. */
  private static String encodable(String drawn) {
    return new String(drawn.getBytes(UTF_8), UTF_8);
  }

  @Property(tries = 200)
  void absentNamesAreNotFound(@ForAll Set<String> names, @ForAll Set<String> others) {
    Set<String> present = new TreeSet<>();
    names.forEach(name -> present.add(encodable(name)));
    NameTable table = NameTable.of(present);

    for (String other : others) {
      assertThat(table.find(encodable(other)) >= 0).isEqualTo(present.contains(encodable(other)));
    }
  }

  @Test
  void anEmptyTableHasNoName() {
    NameTable table = NameTable.of(List.of());

    assertThat(table.count()).isZero();
    assertThat(table.find("")).isEqualTo(-1);
    assertThat(table.nearest("x", 5)).isEmpty();
    assertThatThrownBy(() -> table.name(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aCursorGrowsToTheLongestName() {
    String longest = "ü".repeat(100_000);
    NameCursor cursor = new NameCursor(NameTable.of(List.of("a", longest, "b")));

    for (int vertex : new int[] {0, 1, 2}) {
      cursor.moveTo(vertex);
      assertThat(cursor.length()).isEqualTo(vertex == 1 ? 200_000 : 1);
    }
    assertThat(cursor.bytes()[0]).isEqualTo((byte) 'b');
  }

  /** As the decoder of {@link String} replaces it. */
  @Test
  void bytesThatAreNotUtf8AreReplacedInNamesAndCopies() {
    byte[] damaged = {'a', (byte) 0xff, (byte) 0xe2, (byte) 0x82};
    try (NameTableBuilder builder = new NameTableBuilder()) {
      builder.add(damaged, 0, damaged.length);
      NameTable table = builder.build();
      byte[] repaired = "a\uFFFD\uFFFD".getBytes(UTF_8);

      assertThat(table.name(0)).isEqualTo("a\uFFFD\uFFFD");
      assertThat(table.copyUtf8(0, new byte[3])).isEqualTo(damaged.length);
      // Long enough for what is stored, not for what it becomes.
      assertThat(table.copyUtf8(0, new byte[4])).isEqualTo(repaired.length);
      byte[] target = new byte[repaired.length];
      assertThat(table.copyUtf8(0, target)).isEqualTo(repaired.length);
      assertThat(target).isEqualTo(repaired);
    }
  }

  @Test
  void anEmptyNameIsAName() {
    NameTable table = NameTable.of(List.of("a", "", "b"));

    assertThat(table.find("")).isEqualTo(1);
    assertThat(table.name(1)).isEmpty();
    assertThat(table.name(2)).isEqualTo("b");
  }

  @Test
  void namesBeyondTheLastAreRefused() {
    NameTable table = NameTable.of(List.of("a", "b"));

    assertThatThrownBy(() -> table.name(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> table.name(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aDuplicateNamesBothVertices() {
    assertThatThrownBy(() -> NameTable.of(List.of("Earth", "Moon", "Sun", "Moon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name \"Moon\" comes twice: for vertex 1 and for vertex 3");
  }

  @Test
  void internReturnsTheFirstVertexOfAName() {
    Map<String, Integer> expected = new HashMap<>();
    try (NameTableBuilder builder = new NameTableBuilder()) {
      for (int i = 0; i < 5000; i++) {
        String name = "page " + i * 31 % 1777;
        int vertex = expected.computeIfAbsent(name, absent -> expected.size());
        assertThat(builder.intern(name)).isEqualTo(vertex);
      }
      assertThat(builder.count()).isEqualTo(1777);
      assertThat(builder.build().find("page 31")).isEqualTo(1);
    }
  }

  @Test
  void theBytesDependOnTheNamesAlone() {
    List<String> names = new ArrayList<>();
    try (NameTableBuilder withRepeats = new NameTableBuilder()) {
      for (int i = 0; i < 3000; i++) {
        names.add("Title_" + i);
        withRepeats.intern("Title_" + i);
        withRepeats.intern("Title_" + i / 2);
      }
      NameTable plain = NameTable.of(names);
      NameTable repeated = withRepeats.build();
      assertThat(plain.slots().mismatch(repeated.slots())).isEqualTo(-1);
      assertThat(plain.bytes().mismatch(repeated.bytes())).isEqualTo(-1);
      assertThat(plain.offsets().mismatch(repeated.offsets())).isEqualTo(-1);
    }
  }

  @Test
  void theLayoutIsTheDocumentedOne() {
    NameTable table = NameTable.of(List.of("a", "ü"));

    assertThat(table.offsets().toArray(ValueLayout.JAVA_LONG)).containsExactly(0, 1, 3);
    assertThat(table.bytes().toArray(ValueLayout.JAVA_BYTE)).isEqualTo("aü".getBytes(UTF_8));
    assertThat(table.slots().byteSize()).isEqualTo(4 * NameTable.slotCount(2));
    byte[] name = "ü".getBytes(UTF_8);
    long home = NameHash.hash(name, 0, 2) & (NameTable.slotCount(2) - 1);
    int[] slots = table.slots().toArray(ValueLayout.JAVA_INT);
    assertThat(slots[(int) home] == 1 || slots[(int) (home + 1) % slots.length] == 1).isTrue();
  }

  @Test
  void theTableIsAtMostTwoThirdsFullAndNeverFull() {
    for (int count : new int[] {0, 1, 2, 3, 5, 10, 11, 1 << 20, 60_000_000, Integer.MAX_VALUE}) {
      long slots = NameTable.slotCount(count);
      assertThat(Long.bitCount(slots)).isEqualTo(1);
      assertThat(slots).isGreaterThan(count).isGreaterThanOrEqualTo((long) (1.5 * count));
      assertThat(slots).isLessThanOrEqualTo(Math.max(1, 3L * count));
    }
  }

  @Test
  void theHashIsFnv1aFinalizedByMurmur3() {
    // FNV-1a 64 of "foobar" is 85944171f73967e8 in its authors' test vectors; of "" the basis.
    assertThat(NameHash.hash("foobar".getBytes(UTF_8), 0, 6)).isEqualTo(mix(0x85944171f73967e8L));
    assertThat(NameHash.hash(new byte[0], 0, 0)).isEqualTo(mix(0xcbf29ce484222325L));
    assertThat(NameHash.hash("xfoobarx".getBytes(UTF_8), 1, 6))
        .isEqualTo(NameHash.hash("foobar".getBytes(UTF_8), 0, 6));
  }

  private static long mix(long k) {
    k ^= k >>> 33;
    k *= 0xff51afd7ed558ccdL;
    k ^= k >>> 33;
    k *= 0xc4ceb9fe1a85ec53L;
    return k ^ (k >>> 33);
  }

  @Test
  void similarNamesSpreadOverTheTable() {
    int count = 100_000;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("Category:Articles_" + i);
    }
    NameTable table = NameTable.of(names);
    long slots = NameTable.slotCount(count);
    long distance = 0;
    for (long slot = 0; slot < slots; slot++) {
      int vertex = table.slots().getAtIndex(ValueLayout.JAVA_INT, slot);
      if (vertex >= 0) {
        byte[] name = names.get(vertex).getBytes(UTF_8);
        distance += (slot - NameHash.hash(name, 0, name.length)) & (slots - 1);
      }
    }
    // Linear probing at load a takes (1/(1−a) − 1)/2 steps beyond home: 0.31 at 100,000 of 262,144.
    assertThat((double) distance / count).isBetween(0.25, 0.4);
  }

  @Test
  void aFullTableOfADamagedFileDoesNotHang() {
    NameTable table = NameTable.of(List.of("a", "b"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment full = arena.allocate(table.slots().byteSize(), 4);
      NameTable damaged = new NameTable(table.offsets(), table.bytes(), full);
      assertThatThrownBy(() -> damaged.find("c"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void segmentsOfTheWrongSizeAreRefused() {
    NameTable table = NameTable.of(List.of("a", "b"));
    assertThatThrownBy(
            () -> new NameTable(table.offsets().asSlice(1), table.bytes(), table.slots()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new NameTable(table.offsets(), table.bytes(), table.slots().asSlice(4)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
