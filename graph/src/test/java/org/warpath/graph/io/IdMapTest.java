package org.warpath.graph.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.warpath.graph.Graph;

/** Whatever the ids, vertices are their ranks. */
class IdMapTest {
  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("warpath-ids");
  }

  @AfterContainer
  static void dropFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("g.txt"));
    Files.delete(folder);
  }

  private static void assertRanked(List<Long> ids) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < ids.size(); i += 2) {
      text.append(ids.get(i)).append(' ').append(ids.get(i + 1)).append('\n');
    }
    List<Long> ascending = new ArrayList<>(new TreeSet<>(ids));
    try (Graph graph = Imports.run(Imports.write(folder, "g.txt", text.toString())).graph()) {
      assertThat(graph.vertexCount()).isEqualTo(ascending.size());
      for (int vertex = 0; vertex < ascending.size(); vertex++) {
        assertThat(graph.name(vertex)).isEqualTo(Long.toString(ascending.get(vertex)));
      }
      List<String> expected = new ArrayList<>();
      for (int i = 0; i + 1 < ids.size(); i += 2) {
        expected.add(ids.get(i) + "→" + ids.get(i + 1));
      }
      List<String> found = new ArrayList<>(Imports.namedArcs(graph));
      Collections.sort(expected);
      Collections.sort(found);
      assertThat(found).isEqualTo(expected);
    }
  }

  @Property(tries = 200)
  void ranksAnyLongs(@ForAll @Size(value = 24) List<Long> ids) throws IOException {
    assertRanked(ids);
  }

  @Property(tries = 200)
  void ranksSmallIds(@ForAll @Size(value = 24) List<@IntRange(min = 0, max = 300) Integer> ids)
      throws IOException {
    assertRanked(ids.stream().map(Integer::longValue).toList());
  }

  @Property(tries = 100)
  void ranksMixedIds(
      @ForAll @Size(value = 12) List<@IntRange(min = 0, max = 300) Integer> small,
      @ForAll @Size(value = 12) List<Long> any)
      throws IOException {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ids.add(small.get(i).longValue());
      ids.add(any.get(i));
    }
    assertRanked(ids);
  }

  @Example
  void ranksWideIdsOfManyBlocks() throws IOException {
    Random random = new Random(5);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      boolean narrow = i > 60_000 && i < 140_000;
      ids.add(narrow ? random.nextInt(1000) : (random.nextInt(5000) - 2000) * 10_000_000_000L);
    }
    assertRanked(ids);
  }
}
