package org.warpath.bench.mediawiki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.WikipediaLike;
import org.warpath.graph.io.text.InputFile;
import org.warpath.graph.mediawiki.MediaWikiImporter;
import org.warpath.graph.mediawiki.MediaWikiOptions;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;

class DumpWriterTest {
  private static final WikipediaLike WIKI = new WikipediaLike(6000, 90_000, 7);
  private static final long SEED = 3;
  private static final int OTHERS = 4;

  @TempDir Path folder;

  private static Imported generated() throws IOException {
    BuildOptions options = BuildOptions.defaults().withOrdering(Ordering.NONE).withWeights(false);
    return WIKI.generate(options, Optional.empty(), RunControl.none());
  }

  private static void write(Graph graph, Path folder, int threads) throws IOException {
    DumpWriter.write(graph, OTHERS, SEED, folder, threads, RunControl.none());
  }

  private Imported imported(MediaWikiOptions options) throws IOException {
    return MediaWikiImporter.importFrom(folder, options, RunControl.none());
  }

  /**
   * Edges that do not fit the budget are merged from scratch files. Three mebibytes would do for
   * them alone, but not beside the tables.
   */
  @ParameterizedTest
  @CsvSource({"1, true", "3, true", "1024, false"})
  void anImportGivesTheGraphBackVertexForVertex(long mebibytes, boolean isMerged)
      throws IOException {
    MediaWikiOptions defaults = MediaWikiOptions.defaults();
    BuildOptions build =
        defaults.build().withMemoryBudgetBytes(mebibytes << 20).withScratchDirectory(folder);
    List<Progress> heard = new ArrayList<>();
    RunControl control = new RunControl(heard::add, new CancellationToken());
    try (Imported generated = generated()) {
      write(generated.graph(), folder, 2);
      try (Imported imported =
          MediaWikiImporter.importFrom(
              folder, defaults.withBuild(build.withInEdges(true)), control)) {
        DumpCheck.requireSame(generated.graph(), OTHERS, SEED, imported.graph());
        assertThat(imported.report().dropped())
            .containsKeys(
                "link from another namespace",
                "link from a redirect",
                "link to another namespace",
                "red link",
                "self-loop",
                "duplicate");
      }
    }
    assertThat(heard.stream().anyMatch(p -> p.step().equals("merge"))).isEqualTo(isMerged);
    requireGrowsToTotal(heard);
  }

  private static void requireGrowsToTotal(List<Progress> heard) {
    long total = heard.getFirst().total();
    long done = 0;
    for (Progress progress : heard) {
      assertThat(progress.total()).isEqualTo(total);
      assertThat(progress.done()).isBetween(done, total);
      done = progress.done();
    }
    assertThat(heard.getFirst().done()).isLessThan(total);
    assertThat(done).isEqualTo(total);
    assertThat(heard.stream().map(Progress::step))
        .contains("page", "redirect", "linktarget", "pagelinks", "build");
  }

  @Test
  void theTablesHoldWhatTheyAreToldTo() throws IOException {
    try (Imported generated = generated()) {
      write(generated.graph(), folder, 2);
    }
    Wiki wiki = new Wiki(WIKI.pages(), OTHERS, SEED);
    long redirects = 0;
    for (int article = 0; article < wiki.articles(); article++) {
      redirects += wiki.redirects(article);
    }
    assertThat(redirects / (double) wiki.articles()).isBetween(1.6, 1.75);
    assertThat(rows("redirect")).isEqualTo(redirects);
    assertThat(rows("page")).isEqualTo(wiki.articles() * (1L + OTHERS) + redirects);
    try (Imported articles = imported(MediaWikiOptions.defaults());
        Imported talks =
            imported(MediaWikiOptions.defaults().withNamespaces(Set.of(0, Wiki.TALK)))) {
      assertThat(talks.graph().vertexCount()).isEqualTo(2 * wiki.articles());
      // Each talk page has a link to its article.
      assertThat(talks.graph().edgeCount())
          .isEqualTo(articles.graph().edgeCount() + wiki.articles());
    }
  }

  /** Rows of a table whose strings hold no "),(", nor does any here. */
  private long rows(String table) throws IOException {
    try (InputFile in = InputFile.open(folder.resolve("synthwiki-20260101-" + table + ".sql.gz"))) {
      String text = new String(in.readAllBytes(), UTF_8);
      return text.lines()
          .filter(line -> line.startsWith("INSERT INTO"))
          .mapToLong(line -> line.split("\\),\\(", -1).length)
          .sum();
    }
  }

  @Test
  void threadsDoNotChangeTheFiles() throws IOException {
    Map<Integer, List<byte[]>> files = new HashMap<>();
    try (Imported generated = generated()) {
      for (int threads : List.of(1, 3)) {
        Path own = Files.createDirectory(folder.resolve("by" + threads));
        write(generated.graph(), own, threads);
        try (Stream<Path> written = Files.list(own)) {
          files.put(threads, written.sorted().map(DumpWriterTest::bytes).toList());
        }
      }
    }
    assertThat(files.get(1)).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(files.get(3).get(i)).isEqualTo(files.get(1).get(i));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aWrongGraphIsToldFromTheDumped() throws IOException {
    try (Imported generated = generated();
        Imported other =
            new WikipediaLike(6000, 90_000, 8)
                .generate(BuildOptions.defaults(), Optional.empty(), RunControl.none())) {
      write(generated.graph(), folder, 2);
      try (Imported imported = imported(MediaWikiOptions.defaults())) {
        assertThatThrownBy(
                () -> DumpCheck.requireSame(generated.graph(), OTHERS, SEED + 1, imported.graph()))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("to be called");
        assertThatThrownBy(
                () -> DumpCheck.requireSame(other.graph(), OTHERS, SEED, imported.graph()))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("expected ");
      }
    }
  }

  @Test
  void wikisOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Wiki(0, 1, 1)).hasMessageContaining("articles must be in");
    assertThatThrownBy(() -> new Wiki(1, 101, 1))
        .hasMessageContaining("pages in other namespaces must be in [0, 100]");
  }
}
