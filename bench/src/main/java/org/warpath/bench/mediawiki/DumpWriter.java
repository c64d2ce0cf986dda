package org.warpath.bench.mediawiki;

import java.io.IOException;
import java.nio.file.Path;
import org.warpath.graph.Graph;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.RunControl;

/**
 * Frames a graph as the wiki whose articles are its vertices: the tables {@code page}, {@code
 * redirect}, {@code linktarget} and {@code pagelinks} as MediaWiki 1.43 has them and mysqldump
 * writes them. Whoever imports them gets that graph, vertex for vertex.
 */
public final class DumpWriter {
  private static final int ARTICLES_A_PART = 1 << 12;
  private static final int TARGETS_A_PART = 1 << 16;

  private final Path folder;
  private final Wiki wiki;
  private final LinkTargets targets;
  private final int threads;
  private final RunControl control;

  private DumpWriter(Path folder, Wiki wiki, int threads, RunControl control) {
    this.folder = folder;
    this.wiki = wiki;
    this.targets = new LinkTargets(wiki);
    this.threads = threads;
    this.control = control;
  }

  /**
   * Writes the four dumps, {@code synthwiki-20260101-page.sql.gz} and so on; they are a function of
   * the graph, {@code others} and {@code seed}.
   *
   * @param graph directed, without parallel edges and self-loops, stored in the order of vertices;
   *     at most 500 million of them
   * @param others pages of other namespaces for each article, in [0, 100]
   * @param folder is there
   */
  public static void write(
      Graph graph, int others, long seed, Path folder, int threads, RunControl control)
      throws IOException {
    if (!graph.order().isIdentity() || graph.symmetric()) {
      throw new IllegalArgumentException(
          "the graph must be directed and stored in the order of vertices");
    }
    Wiki wiki = new Wiki(graph.vertexCount(), others, seed);
    DumpWriter writer = new DumpWriter(folder, wiki, threads, control);
    writer.writePages();
    writer.writeRedirects();
    writer.writeTargets();
    PageLinks links = new PageLinks(wiki, writer.targets, graph.out());
    writer.write(
        "pagelinks",
        """
          `pl_from` int(8) unsigned NOT NULL DEFAULT 0,
          `pl_from_namespace` int(11) NOT NULL DEFAULT 0,
          `pl_target_id` bigint(20) unsigned NOT NULL,
          PRIMARY KEY (`pl_from`,`pl_target_id`),
          KEY `pl_target_id` (`pl_target_id`,`pl_from`)
        """,
        links::write);
  }

  /** Writes the rows that belong to an article and the pages beside it. */
  @FunctionalInterface
  private interface ArticleRows {
    void write(int article, RowText rows);
  }

  private void write(String table, String columns, ArticleRows articles) throws IOException {
    file(table, columns)
        .write(
            Parallel.tasks(wiki.articles(), ARTICLES_A_PART),
            threads,
            (part, rows) -> {
              int from = part * ARTICLES_A_PART;
              int to = (int) Math.min(wiki.articles(), (long) from + ARTICLES_A_PART);
              for (int article = from; article < to; article++) {
                articles.write(article, rows);
              }
            },
            control);
  }

  private TableFile file(String table, String columns) {
    Path file = folder.resolve("synthwiki-20260101-" + table + ".sql.gz");
    return new TableFile(file, table, columns);
  }

  private void writePages() throws IOException {
    write(
        "page",
        """
          `page_id` int(8) unsigned NOT NULL AUTO_INCREMENT,
          `page_namespace` int(11) NOT NULL DEFAULT 0,
          `page_title` varbinary(255) NOT NULL DEFAULT '',
          `page_is_redirect` tinyint(1) unsigned NOT NULL DEFAULT 0,
          `page_is_new` tinyint(1) unsigned NOT NULL DEFAULT 0,
          `page_random` double unsigned NOT NULL DEFAULT 0,
          `page_touched` binary(14) NOT NULL,
          `page_links_updated` varbinary(14) DEFAULT NULL,
          `page_latest` int(8) unsigned NOT NULL DEFAULT 0,
          `page_len` int(8) unsigned NOT NULL DEFAULT 0,
          `page_content_model` varbinary(32) DEFAULT NULL,
          `page_lang` varbinary(35) DEFAULT NULL,
          PRIMARY KEY (`page_id`),
          UNIQUE KEY `page_name_title` (`page_namespace`,`page_title`)
        """,
        this::writePages);
  }

  private void writePages(int article, RowText rows) {
    writePage(wiki.pageId(article), 0, wiki.title(article), 0, rows);
    for (int redirect = 0; redirect < wiki.redirects(article); redirect++) {
      String title = wiki.redirectTitle(article, redirect);
      writePage(wiki.redirectId(article, redirect), 0, title, 1, rows);
    }
    for (int other = 0; other < wiki.others(); other++) {
      String title = wiki.otherTitle(article, other);
      writePage(wiki.otherId(article, other), wiki.otherNamespace(other), title, 0, rows);
    }
  }

  private void writePage(long id, int namespace, String title, int isRedirect, RowText rows) {
    long draw = wiki.random(id, -1);
    rows.begin()
        .number(id)
        .number(namespace)
        .text(title)
        .number(isRedirect)
        .number(0)
        .raw("0." + String.valueOf(1_000_000_000_000L + draw % 1_000_000_000_000L).substring(1))
        .text("202512" + (10 + draw % 20) + "1" + (10_000 + draw % 50_000))
        .raw(isRedirect == 0 ? "'20251231000000'" : "NULL")
        .number(1_000_000_000 + draw % 300_000_000)
        .number(40 + draw % 30_000)
        .text("wikitext")
        .raw("NULL")
        .end();
  }

  private void writeRedirects() throws IOException {
    write(
        "redirect",
        """
          `rd_from` int(8) unsigned NOT NULL DEFAULT 0,
          `rd_namespace` int(11) NOT NULL DEFAULT 0,
          `rd_title` varbinary(255) NOT NULL DEFAULT '',
          `rd_interwiki` varbinary(32) DEFAULT NULL,
          `rd_fragment` varbinary(255) DEFAULT NULL,
          PRIMARY KEY (`rd_from`)
        """,
        (article, rows) -> {
          for (int redirect = 0; redirect < wiki.redirects(article); redirect++) {
            String title =
                wiki.isDouble(article, redirect)
                    ? wiki.redirectTitle(article, 0)
                    : wiki.title(article);
            long id = wiki.redirectId(article, redirect);
            rows.begin().number(id).number(0).text(title).text("").text("").end();
          }
        });
  }

  private void writeTargets() throws IOException {
    String columns =
        """
          `lt_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
          `lt_namespace` int(11) NOT NULL,
          `lt_title` varbinary(255) NOT NULL,
          PRIMARY KEY (`lt_id`),
          UNIQUE KEY `lt_namespace_title` (`lt_namespace`,`lt_title`)
        """;
    file("linktarget", columns)
        .write(
            Parallel.tasks(targets.count(), TARGETS_A_PART),
            threads,
            (part, rows) -> {
              long from = (long) part * TARGETS_A_PART;
              targets.forEach(
                  from,
                  Math.min(targets.count(), from + TARGETS_A_PART),
                  (id, namespace, title) ->
                      rows.begin().number(id).number(namespace).text(title).end());
            },
            control);
  }
}
