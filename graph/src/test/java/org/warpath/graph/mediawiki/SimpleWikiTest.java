package org.warpath.graph.mediawiki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.graph.Graph;
import org.warpath.graph.ShippedData;
import org.warpath.graph.build.Imported;
import org.warpath.kernels.RunControl;

/** Dumps of Simple English Wikipedia against the edge list of the same links. */
class SimpleWikiTest {
  private static final int PAGES = 15_546;
  private static final int LINKS = 399_786;

  private static List<String> titles;
  // Sorted: source in the upper half, target in the lower, by line of the titles.
  private static long[] links;

  @BeforeAll
  static void readEdgeList() throws IOException {
    titles = lines("titles.txt.gz");
    links =
        lines("edges.txt.gz").stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t", -1))
            .mapToLong(ends -> link(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
            .sorted()
            .toArray();
  }

  private static long link(int source, int target) {
    return (long) source << 32 | target;
  }

  private static List<String> lines(String name) throws IOException {
    Path file = ShippedData.file("simplewiki-2007/" + name);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static Imported importFrom(Path folder) throws IOException {
    return MediaWikiImporter.importFrom(folder, MediaWikiOptions.defaults(), RunControl.none());
  }

  private static void requireSamePagesAndLinks(Graph graph) {
    assertThat(graph.vertexCount()).isEqualTo(PAGES);
    assertThat(graph.edgeCount()).isEqualTo(LINKS);
    Map<String, Integer> lineOf = new HashMap<>();
    titles.forEach(title -> lineOf.put(title, lineOf.size()));
    List<String> names = WikiGraph.names(graph);
    assertThat(Set.copyOf(names)).isEqualTo(lineOf.keySet());
    long[] found = new long[LINKS];
    int count = 0;
    for (int u = 0; u < PAGES; u++) {
      int source = lineOf.get(names.get(graph.order().vertex(u)));
      for (long e = graph.out().rowStart(u); e < graph.out().rowStart(u + 1); e++) {
        int target = graph.order().vertex(graph.out().column(e));
        found[count++] = link(source, lineOf.get(names.get(target)));
      }
    }
    Arrays.sort(found);
    assertThat(found).isEqualTo(links);
  }

  @Test
  void dumpGivesTheSamePagesAndLinksAsTheEdgeList() throws IOException {
    try (Imported imported = importFrom(ShippedData.file("simplewiki-2007/sql"))) {
      requireSamePagesAndLinks(imported.graph());
      assertThat(imported.report().edgesKept()).isEqualTo(LINKS);
      assertThat(imported.report().edgesRead()).isEqualTo(LINKS + 263);
      assertThat(imported.report().dropped())
          .isEqualTo(
              Map.of(
                  "link from another namespace", 20L,
                  "link to another namespace", 200L,
                  "red link", 43L));
      assertThat(imported.report().seconds())
          .containsKeys("page", "redirect", "linktarget", "pagelinks", "build");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyEraGivesTheSamePagesAndLinks(WikiDump.Era era, @TempDir Path folder)
      throws IOException {
    WikiDump dump = new WikiDump();
    for (int v = 0; v < PAGES; v++) {
      dump.page(3L * v + 7, 0, titles.get(v).replace(' ', '_'));
    }
    for (long link : links) {
      dump.link(3 * (link >>> 32) + 7, 0, titles.get((int) link).replace(' ', '_'));
    }
    try (Imported imported = importFrom(dump.write(folder, era))) {
      requireSamePagesAndLinks(imported.graph());
      assertThat(imported.report().dropped()).isEmpty();
      assertThat(WikiGraph.names(imported.graph())).isEqualTo(titles);
    }
  }
}
