package org.warpath.bench.mediawiki;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.warpath.linalg.sparse.Csr;

/**
 * The links of pages, by target id, ascending and each once, as the table's primary key has them:
 * those of the graph, of which some lead through redirects and a few are there twice, once by a
 * redirect; then links that make no edge.
 */
final class PageLinks {
  private static final int PURPOSE = 1000;

  private final Wiki wiki;
  private final LinkTargets targets;
  private final Csr graph;

  /**
   * The links of {@code wiki}.
   *
   * @param graph row i holds the articles that article i links to
   */
  PageLinks(Wiki wiki, LinkTargets targets, Csr graph) {
    this.wiki = wiki;
    this.targets = targets;
    this.graph = graph;
  }

  /** Writes the links of an article and of the pages beside it, as rows of {@code pagelinks}. */
  void write(int article, RowText rows) {
    write(wiki.pageId(article), 0, ofArticle(article), rows);
    for (int redirect = 0; redirect < wiki.redirects(article); redirect++) {
      long target =
          wiki.isDouble(article, redirect)
              ? targets.redirect(article, 0)
              : targets.article(article);
      write(wiki.redirectId(article, redirect), 0, new long[] {target}, rows);
    }
    for (int other = 0; other < wiki.others(); other++) {
      if (other == 0 || wiki.random(article, PURPOSE + other) % 2 == 0) {
        int namespace = wiki.otherNamespace(other);
        write(wiki.otherId(article, other), namespace, new long[] {targets.article(article)}, rows);
      }
    }
  }

  private static void write(long page, int namespace, long[] targets, RowText rows) {
    for (long target : targets) {
      rows.begin().number(page).number(namespace).number(target).end();
    }
  }

  private long[] ofArticle(int article) {
    LongStream.Builder ids = LongStream.builder();
    long end = graph.rowStart(article + 1);
    int degree = (int) (end - graph.rowStart(article));
    for (long e = graph.rowStart(article); e < end; e++) {
      addLink(article, graph.column(e), ids);
    }
    // One in 16 is red, one article in 3 names a category in its text, one in 50 itself.
    for (long left = (degree + wiki.random(article, PURPOSE) % 16) / 16; left > 0; left--) {
      ids.add(targets.red((int) (wiki.random(article, PURPOSE - left) % wiki.redTitles())));
    }
    long draw = wiki.random(article, PURPOSE + 1);
    if (draw % 3 == 0) {
      ids.add(targets.category((int) (draw / 3 % wiki.articles())));
    }
    if (draw % 50 == 0) {
      ids.add(targets.redirect(article, 0));
    }
    long[] sorted = ids.build().toArray();
    Arrays.sort(sorted);
    return LongStream.of(sorted).distinct().toArray();
  }

  /** Of 100 links, 15 lead to a redirect, 3 to both a redirect and the article. */
  private void addLink(int from, int to, LongStream.Builder ids) {
    long draw = wiki.random(from, PURPOSE + 2L + to);
    int percent = (int) (draw % 100);
    if (percent < 18) {
      ids.add(targets.redirect(to, (int) (draw / 100 % wiki.redirects(to))));
    }
    if (percent >= 15) {
      ids.add(targets.article(to));
    }
  }
}
