package org.warpath.graph.mediawiki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
  private static List<int[]> edges;
  private static Set<String> links;

  @BeforeAll
  static void readEdgeList() throws IOException {
    titles = lines("titles.txt.gz");
    edges = new ArrayList<>();
    links = new HashSet<>();
    for (String line : lines("edges.txt.gz")) {
      if (!line.startsWith("#")) {
        String[] ends = line.split("\t", -1);
        int[] edge = {Integer.parseInt(ends[0]), Integer.parseInt(ends[1])};
        edges.add(edge);
        links.add(titles.get(edge[0]) + "→" + titles.get(edge[1]));
      }
    }
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
    assertThat(Set.copyOf(WikiGraph.names(graph))).isEqualTo(Set.copyOf(titles));
    assertThat(Set.copyOf(WikiGraph.links(graph))).isEqualTo(links);
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
    for (int[] edge : edges) {
      dump.link(3L * edge[0] + 7, 0, titles.get(edge[1]).replace(' ', '_'));
    }
    try (Imported imported = importFrom(dump.write(folder, era))) {
      requireSamePagesAndLinks(imported.graph());
      assertThat(imported.report().dropped()).isEmpty();
      assertThat(WikiGraph.names(imported.graph())).isEqualTo(titles);
    }
  }
}
