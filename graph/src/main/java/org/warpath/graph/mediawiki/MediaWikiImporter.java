package org.warpath.graph.mediawiki;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.build.ImportTally;
import org.warpath.graph.build.Imported;
import org.warpath.graph.mediawiki.sql.SqlColumn;
import org.warpath.graph.mediawiki.sql.SqlTable;
import org.warpath.graph.names.NameTableBuilder;
import org.warpath.kernels.RunControl;

/**
 * The link graph of a wiki from the dumps of four of its tables, as MediaWiki has kept them since
 * 2005: {@code page}, {@code redirect}, {@code pagelinks} and, where links name their targets by
 * id, {@code linktarget}.
 *
 * <p>Vertices are the pages of the wanted namespaces that are no redirects, by ascending page id.
 * Their names are their titles with spaces for underscores, after the English name of the namespace
 * if that is not 0 ({@code Category:Cities}), or its number if the wiki defined it itself ({@code
 * 100:Cities}).
 *
 * <p>A link to a redirect leads to the page at the end of the chain of redirects. Links from
 * redirects, from or to other namespaces, to pages that do not exist ("red links") and to redirects
 * that end nowhere, in a circle, in another namespace or in another wiki are dropped and counted,
 * each by its reason.
 *
 * <p>How links name their target, the columns of {@code pagelinks} tell: by namespace and title up
 * to MediaWiki 1.42, by target id from 1.43 on; in between a row may have both, and the id goes
 * before.
 *
 * <p>Cost: time linear in the size of the dumps, mostly for unpacking and parsing, which overlap.
 * Memory: about 8 bytes a page of the wiki and 4 a link target; a page of the wanted namespaces
 * takes twice its title and 50 bytes more; then what {@link GraphBuilder} needs, as links are
 * streamed to it.
 */
public final class MediaWikiImporter {
  private static final int FROM = 0;
  private static final int NAMESPACE = 1;
  private static final int TITLE = 2;
  private static final int TARGET_ID = 3;
  private static final List<SqlColumn> LINK_COLUMNS =
      List.of(
          SqlColumn.integer("pl_from"),
          SqlColumn.integer("pl_namespace").optional(),
          SqlColumn.text("pl_title").optional(),
          SqlColumn.integer("pl_target_id").optional());

  private final DumpFolder folder;
  private final MediaWikiOptions options;
  private final RunControl control;
  private final ImportTally tally = new ImportTally();

  private MediaWikiImporter(DumpFolder folder, MediaWikiOptions options, RunControl control) {
    this.folder = folder;
    this.options = options;
    this.control = control;
  }

  /**
   * Imports the graph.
   *
   * @param directory holds one dump a table, named {@code *-page.sql} and so on, packed or plain;
   *     other files in it do not matter
   * @return the graph, unweighted, with names, and what was dropped
   * @throws GraphFormatException if a dump is missing, there twice, damaged, or not what it should
   *     be: names file, line and column (counted in bytes) and what was expected
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public static Imported importFrom(Path directory, MediaWikiOptions options, RunControl control)
      throws IOException {
    return new MediaWikiImporter(new DumpFolder(directory), options, control).run();
  }

  private Imported run() throws IOException {
    // Whatever is missing should show before the long work begins.
    try (NameTableBuilder names = new NameTableBuilder();
        SqlTable page = open("page", PageReader.PAGE_COLUMNS);
        SqlTable redirect = open("redirect", PageReader.REDIRECT_COLUMNS);
        SqlTable links = open("pagelinks", LINK_COLUMNS)) {
      LinkTargets targets = new LinkTargets();
      PageIndex pages;
      if (links.has(TARGET_ID)) {
        try (SqlTable linktarget = open("linktarget", LinkTargets.COLUMNS)) {
          pages = readPages(page, redirect, names);
          long start = System.nanoTime();
          targets.read(linktarget, pages);
          count("linktarget", linktarget, start);
        }
      } else {
        requireTitles(links);
        pages = readPages(page, redirect, names);
      }
      return build(links, new LinkResolver(pages, targets), names);
    }
  }

  private SqlTable open(String table, List<SqlColumn> columns) throws IOException {
    return SqlTable.open(folder.file(table), table, columns, control);
  }

  private void requireTitles(SqlTable links) throws IOException {
    if (!links.has(NAMESPACE) || !links.has(TITLE)) {
      throw new GraphFormatException(
          folder.file("pagelinks").toString(),
          "expected table pagelinks to have a column pl_target_id, or pl_namespace and pl_title");
    }
  }

  private void count(String phase, SqlTable table, long start) {
    tally.addLines(table.rowCount());
    tally.time(phase, start);
  }

  private PageIndex readPages(SqlTable page, SqlTable redirect, NameTableBuilder names)
      throws IOException {
    try (PageReader reader = new PageReader(new Namespaces(options.namespaces()))) {
      long start = System.nanoTime();
      reader.readPages(page);
      count("page", page, start);
      start = System.nanoTime();
      reader.readRedirects(redirect);
      count("redirect", redirect, start);
      start = System.nanoTime();
      PageIndex index = reader.number(names);
      tally.time("number", start);
      return index;
    }
  }

  private Imported build(SqlTable links, LinkResolver resolver, NameTableBuilder names)
      throws IOException {
    try (GraphBuilder builder = new GraphBuilder(options.build(), tally, control)) {
      long start = System.nanoTime();
      readLinks(links, resolver, builder);
      count("pagelinks", links, start);
      tally.addEdges(links.rowCount());
      Graph graph = builder.build(names.count(), Optional.of(names.build()));
      return new Imported(graph, tally.report(graph.edgeCount()));
    }
  }

  private void readLinks(SqlTable links, LinkResolver resolver, GraphBuilder builder)
      throws IOException {
    boolean titles = links.has(NAMESPACE) && links.has(TITLE);
    try (InOrder<LinkResolver.Edges> edges =
        new InOrder<>(options.build().threads(), resolved -> accept(resolved, builder))) {
      LinkBlock[] block = {new LinkBlock()};
      links.forEachRow(row -> {
        LinkBlock current = block[0];
        if (titles && row.isNull(TARGET_ID)) {
          current.addByTitle(row.integer(FROM), row.integer(NAMESPACE), row.text(TITLE));
        } else {
          current.addById(row.integer(FROM), row.integer(TARGET_ID));
        }
        if (current.isFull()) {
          edges.submit(() -> resolver.resolve(current));
          block[0] = new LinkBlock();
        }
      });
      LinkBlock last = block[0];
      edges.submit(() -> resolver.resolve(last));
      edges.finish();
    }
  }

  private void accept(LinkResolver.Edges edges, GraphBuilder builder) throws IOException {
    edges.lost().tell(tally);
    builder.accept(edges.block());
  }
}
