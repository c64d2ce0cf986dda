package org.warpath.graph.mediawiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.mediawiki.WikiDump.Era;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.RunControl;

class MediaWikiImporterTest {
  @TempDir Path folder;

  private static final MediaWikiOptions DEFAULTS = MediaWikiOptions.defaults();

  private Imported importAll(MediaWikiOptions options) throws IOException {
    return MediaWikiImporter.importFrom(folder, options, RunControl.none());
  }

  private static MediaWikiOptions namespaces(Integer... namespaces) {
    return DEFAULTS.withNamespaces(Set.of(namespaces));
  }

  private void requireLinks(MediaWikiOptions options, String... links) throws IOException {
    try (Imported imported = importAll(options)) {
      assertThat(WikiGraph.links(imported.graph())).containsExactlyInAnyOrder(links);
    }
  }

  /** Every fate a link can have. */
  private static WikiDump everything() {
    return new WikiDump()
        .page(40, 0, "D")
        .page(10, 0, "A")
        .page(20, 0, "B_and_C")
        .redirect(21, 0, "One", 0, "A")
        .redirect(22, 0, "Two", 0, "One")
        .redirect(23, 0, "Three", 0, "Two")
        .redirect(24, 0, "Circle_1", 0, "Circle_2")
        .redirect(25, 0, "Circle_2", 0, "Circle_3")
        .redirect(26, 0, "Circle_3", 0, "Circle_2")
        .redirect(27, 0, "Itself", 0, "Itself")
        .redirect(28, 0, "To_nowhere", 0, "Nowhere")
        .redirect(29, 0, "To_category", 14, "Cities")
        .redirectToOtherWiki(30, 0, "Elsewhere", "de")
        .deadRedirect(31, 0, "Dead")
        .redirect(32, 0, "To_to_nowhere", 0, "To_nowhere")
        .page(50, 14, "Cities")
        .page(51, 1, "A")
        // Stale: page 40 is an article again.
        .redirectRow(40, 0, "A", "NULL")
        .link(10, 0, "B_and_C")
        .link(10, 0, "Three")
        .link(10, 0, "Itself")
        .link(20, 0, "A")
        .link(20, 0, "One")
        .link(20, 0, "Two")
        .link(20, 0, "D")
        .link(20, 0, "Nowhere")
        .link(20, 0, "nowhere_else")
        .link(20, 14, "Cities")
        .link(20, 1, "A")
        .link(21, 0, "A")
        .link(40, 0, "Circle_1")
        .link(40, 0, "Circle_3")
        .link(40, 0, "To_nowhere")
        .link(40, 0, "To_to_nowhere")
        .link(40, 0, "To_category")
        .link(40, 0, "Elsewhere")
        .link(40, 0, "Dead")
        .link(50, 0, "A")
        .link(51, 0, "A")
        .link(99, 0, "A");
  }

  @ParameterizedTest
  @EnumSource
  void linksLeadToPagesOrAreDroppedForAReason(Era era) throws IOException {
    everything().write(folder, era);
    try (Imported imported = importAll(DEFAULTS)) {
      assertThat(WikiGraph.names(imported.graph())).containsExactly("A", "B and C", "D");
      assertThat(WikiGraph.links(imported.graph()))
          .containsExactlyInAnyOrder("A→B and C", "B and C→A", "B and C→D");
      assertThat(imported.report().edgesRead()).isEqualTo(22);
      assertThat(imported.report().edgesKept()).isEqualTo(3);
      assertThat(imported.report().dropped())
          .isEqualTo(
              Map.ofEntries(
                  Map.entry("self-loop", 1L),
                  Map.entry("duplicate", 2L),
                  Map.entry("redirect loop", 3L),
                  Map.entry("red link", 2L),
                  Map.entry("link to another namespace", 3L),
                  Map.entry("link from a redirect", 1L),
                  Map.entry("redirect to a missing page", 2L),
                  Map.entry("redirect to another wiki", 1L),
                  Map.entry("redirect without target", 1L),
                  Map.entry("link from another namespace", 2L),
                  Map.entry("link from a missing page", 1L)));
    }
  }

  @Test
  void reportCountsTheRowsOfAllTables() throws IOException {
    everything().write(folder, Era.TITLES);
    try (Imported imported = importAll(DEFAULTS)) {
      assertThat(imported.report().linesRead()).isEqualTo(17 + 12 + 22);
    }
  }

  @Test
  void threadsDoNotChangeTheGraph() throws IOException {
    everything().write(folder, Era.TRANSITION);
    List<List<String>> links = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      MediaWikiOptions options = DEFAULTS.withBuild(DEFAULTS.build().withThreads(threads));
      try (Imported imported = importAll(options)) {
        links.add(WikiGraph.links(imported.graph()));
      }
    }
    assertThat(links.get(1)).isEqualTo(links.get(0));
    assertThat(links.get(2)).isEqualTo(links.get(0));
  }

  @Test
  void namespacesCanBeChosen() throws IOException {
    new WikiDump()
        .page(1, 0, "Rome")
        .page(2, 14, "Cities_in_Italy")
        .page(3, 100, "Italy")
        .redirect(4, 0, "Italian_cities", 14, "Cities_in_Italy")
        .link(1, 14, "Cities_in_Italy")
        .link(1, 0, "Italian_cities")
        .link(2, 100, "Italy")
        .link(3, 0, "Rome")
        .link(3, 0, "Italian_cities")
        .write(folder, Era.TARGET_IDS);
    String category = "Category:Cities in Italy";
    requireLinks(namespaces(0, 14), "Rome→" + category);
    requireLinks(
        namespaces(0, 14, 100),
        "Rome→" + category,
        category + "→100:Italy",
        "100:Italy→Rome",
        "100:Italy→" + category);
    requireLinks(namespaces(14, 100), category + "→100:Italy");
    requireLinks(namespaces(7));
  }

  @Test
  void sameTitleInTwoNamespacesIsTwoPages() throws IOException {
    new WikiDump()
        .page(1, 0, "Rome")
        .page(2, 1, "Rome")
        .page(3, 12, "Rome")
        .link(1, 1, "Rome")
        .link(2, 0, "Rome")
        .link(3, 1, "Rome")
        .write(folder, Era.FROM_NAMESPACE);
    requireLinks(namespaces(0, 1, 12), "Rome→Talk:Rome", "Talk:Rome→Rome", "Help:Rome→Talk:Rome");
  }

  @Test
  void pagesThatWouldBeCalledTheSameAreToldApart() throws IOException {
    new WikiDump()
        .page(5, 0, "Talk:Rome")
        .page(6, 1, "Rome")
        .link(5, 1, "Rome")
        .write(folder, Era.TITLES);
    requireLinks(namespaces(0, 1), "Talk:Rome→Talk:Rome (page 6)");
  }

  @ParameterizedTest
  @EnumSource
  void oddTitlesSurvive(Era era) throws IOException {
    List<String> odd =
        List.of(
            "Rock_'n'_Roll",
            "\"Quoted\"",
            "C:\\DOS",
            "Ends_in_a_backslash\\",
            "),(1,0,'x');",
            "--_no_comment",
            "/*_nor_this_*/",
            "#hash",
            "日本語",
            "Grüße_😀",
            "a\0b",
            "line\nbreak",
            "tab\tstop\r",
            "\u001a",
            "%_\\%\\_",
            "INSERT_INTO_`page`_VALUES",
            "NULL");
    WikiDump dump = new WikiDump();
    for (int i = 0; i < odd.size(); i++) {
      dump.page(i + 1, 0, odd.get(i));
      dump.link(i + 1, 0, odd.get((i + 1) % odd.size()));
    }
    dump.write(folder, era);
    String[] names = odd.stream().map(title -> title.replace('_', ' ')).toArray(String[]::new);
    String[] links = new String[names.length];
    Arrays.setAll(links, i -> names[i] + "→" + names[(i + 1) % names.length]);
    try (Imported imported = importAll(DEFAULTS)) {
      assertThat(WikiGraph.names(imported.graph())).containsExactly(names);
      assertThat(WikiGraph.links(imported.graph())).containsExactlyInAnyOrder(links);
      for (int v = 0; v < names.length; v++) {
        assertThat(imported.graph().vertex(names[v])).isEqualTo(v);
      }
    }
  }

  @Test
  void parallelLinksAndSelfLoopsCanBeKept() throws IOException {
    new WikiDump()
        .page(1, 0, "A")
        .page(2, 0, "B")
        .redirect(3, 0, "Bee", 0, "B")
        .link(1, 0, "B")
        .link(1, 0, "Bee")
        .link(2, 0, "Bee")
        .write(folder, Era.TARGET_IDS);
    requireLinks(DEFAULTS, "A→B");
    BuildOptions build =
        DEFAULTS.build().withDuplicates(Duplicates.KEEP).withSelfLoops(SelfLoops.KEEP);
    requireLinks(DEFAULTS.withBuild(build), "A→B", "A→B", "B→B");
    requireLinks(DEFAULTS.withBuild(DEFAULTS.build().withDirected(false)), "A→B", "B→A");
  }

  @Test
  void emptyWikiIsAnEmptyGraph() throws IOException {
    new WikiDump().write(folder, Era.TARGET_IDS);
    try (Imported imported = importAll(DEFAULTS)) {
      assertThat(imported.graph().vertexCount()).isZero();
      assertThat(imported.graph().edgeCount()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"page", "redirect", "linktarget", "pagelinks"})
  void missingTableIsNamed(String table) throws IOException {
    everything().write(folder, Era.TARGET_IDS);
    Files.delete(folder.resolve("testwiki-20240101-" + table + ".sql.gz"));
    assertThatThrownBy(() -> importAll(DEFAULTS))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(
            "%s: no dump of table %s: expected a file named like simplewiki-20240101-%s.sql.gz",
            folder, table, table);
  }

  @Test
  void tableThereTwiceIsNamed() throws IOException {
    everything().write(folder, Era.TARGET_IDS);
    Files.createFile(folder.resolve("page.sql"));
    assertThatThrownBy(() -> importAll(DEFAULTS))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(
            "%s: expected one dump of table page,"
                + " found page.sql and testwiki-20240101-page.sql.gz",
            folder);
  }

  @Test
  void missingFolderAndFileInItsPlaceAreNamed() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> MediaWikiImporter.importFrom(missing, DEFAULTS, RunControl.none()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing");
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> MediaWikiImporter.importFrom(file, DEFAULTS, RunControl.none()))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageContaining("expected a folder");
  }

  @Test
  void linksWithoutAnyTargetColumnAreRefused() throws IOException {
    everything().write(folder, Era.TITLES);
    Path links = folder.resolve("testwiki-20240101-pagelinks.sql.gz");
    Files.delete(links);
    Path plain = folder.resolve("testwiki-20240101-pagelinks.sql");
    Files.writeString(plain, "CREATE TABLE pagelinks (pl_from int, pl_title blob);");
    assertThatThrownBy(() -> importAll(DEFAULTS))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(
            "%s: expected table pagelinks to have a column pl_target_id,"
                + " or pl_namespace and pl_title",
            plain);
  }

  @Test
  void truncatedFileIsRefusedWhereverItEnds() throws IOException {
    everything().write(folder, Era.TARGET_IDS);
    for (String table : List.of("page", "redirect", "linktarget", "pagelinks")) {
      Path file = folder.resolve("testwiki-20240101-" + table + ".sql.gz");
      byte[] whole = Files.readAllBytes(file);
      for (int length = 1; length < whole.length; length += 13) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> importAll(DEFAULTS))
            .as("%s cut to %d bytes", table, length)
            .isInstanceOf(GraphFormatException.class)
            .hasMessageStartingWith(file.toString());
      }
      Files.write(file, whole);
    }
    importAll(DEFAULTS).close();
  }

  @Test
  void secondPageOfAnIdOrTitleIsRefusedAtItsPlace() throws IOException {
    Path dump = new WikiDump().page(1, 0, "A").page(1, 0, "B").write(folder, Era.TITLES);
    String file = dump.resolve("testwiki-20240101-page.sql.gz").toString();
    assertThatThrownBy(() -> importAll(DEFAULTS))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage("%s:18:71: expected each page_id once, found a second 1", file);
    new WikiDump().page(1, 0, "A").page(2, 0, "A").write(folder, Era.TITLES);
    assertThatThrownBy(() -> importAll(DEFAULTS))
        .isInstanceOf(GraphFormatException.class)
        .hasMessage(
            "%s:18:71: expected each title once in a namespace, found a second page \"A\"", file);
  }

  @Test
  void stopsWhenCancelled() throws IOException {
    everything().write(folder, Era.TARGET_IDS);
    CancellationToken token = new CancellationToken();
    List<String> steps = new ArrayList<>();
    RunControl control =
        new RunControl(
            progress -> {
              steps.add(progress.step());
              token.cancel();
            },
            token);
    assertThatThrownBy(() -> MediaWikiImporter.importFrom(folder, DEFAULTS, control))
        .isInstanceOf(CancellationException.class);
    assertThat(steps).containsExactly("page");
  }

  @Test
  void refusesNamespacesWithoutPages() {
    assertThatThrownBy(() -> namespaces())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("namespaces must name at least one");
    assertThatThrownBy(() -> namespaces(0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("namespaces must be at least 0");
  }
}
