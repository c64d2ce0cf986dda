package org.warpath.graph.mediawiki;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.build.ImportTally;
import org.warpath.graph.build.Imported;
import org.warpath.graph.mediawiki.sql.SqlColumn;
import org.warpath.graph.mediawiki.sql.SqlTable;
import org.warpath.graph.names.NameTable;
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
 * Memory: 4 bytes an id in the range of page ids, and of target ids (the gaps too, unless they are
 * wide); for each page of the wanted namespaces, redirects too, 26 bytes and its title until
 * targets are read, twice to three times that while pages are; for each vertex 18 bytes and its
 * name; then what {@link GraphBuilder} needs, as links are streamed to it. What is there while
 * links are read and the edges being built fit the memory budget together, of which edges get at
 * least a quarter. Tables lie off the heap, but for 10 bytes a page of the wanted namespaces.
 *
 * <p>For 60 million pages up to id 84 million, of which 7 million are articles and 12 million
 * redirects with titles of 27 bytes, that is 0.34 GB for page ids, 0.8 GB for titles (1.9 GB while
 * pages are read), 0.3 GB for names, and 0.4 GB for every 100 million link targets.
 */
public final class MediaWikiImporter {
  private static final List<String> TABLES = List.of("page", "redirect", "linktarget", "pagelinks");
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
  private final ImportTally tally = new ImportTally();
  private final DumpProgress progress;

  private MediaWikiImporter(DumpFolder folder, MediaWikiOptions options, DumpProgress progress) {
    this.folder = folder;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Imports the graph.
   *
   * @param directory holds one dump a table, named {@code *-page.sql} and so on, packed or plain;
   *     other files in it do not matter
   * @param control hears of the share done of the whole import: {@code total} stays the same and is
   *     reached
   * @return the graph, unweighted, with names, and what was dropped
   * @throws GraphFormatException if a dump is missing, there twice, damaged, or not what it should
   *     be: names file, line and column (counted in bytes) and what was expected
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public static Imported importFrom(Path directory, MediaWikiOptions options, RunControl control)
      throws IOException {
    DumpFolder folder = new DumpFolder(directory);
    // Refuses what is no such folder.
    folder.file("page");
    DumpProgress progress = new DumpProgress(folder.byteSize(TABLES), control);
    return new MediaWikiImporter(folder, options, progress).run();
  }

  private Imported run() throws IOException {
    // Whatever is missing should show before the long work begins.
    try (SqlTable page = open("page", PageReader.PAGE_COLUMNS);
        SqlTable redirect = open("redirect", PageReader.REDIRECT_COLUMNS);
        SqlTable links = open("pagelinks", LINK_COLUMNS);
        SqlTable linktarget = openTargets(links);
        PageIndex pages = readPages(page, redirect);
        LinkTargets targets = new LinkTargets()) {
      if (linktarget != null) {
        long start = System.nanoTime();
        targets.read(linktarget, pages);
        count("linktarget", linktarget, start);
      }
      if (!hasTitles(links)) {
        pages.releaseTitles();
      }
      return build(links, pages, targets);
    }
  }

  private SqlTable open(String table, List<SqlColumn> columns) throws IOException {
    return SqlTable.open(folder.file(table), table, columns, progress.reading());
  }

  private @Nullable SqlTable openTargets(SqlTable links) throws IOException {
    if (links.has(TARGET_ID)) {
      return open("linktarget", LinkTargets.COLUMNS);
    }
    requireTitles(links);
    return null;
  }

  private static boolean hasTitles(SqlTable links) {
    return links.has(NAMESPACE) && links.has(TITLE);
  }

  private void requireTitles(SqlTable links) throws IOException {
    if (!hasTitles(links)) {
      throw new GraphFormatException(
          folder.file("pagelinks").toString(),
          "expected table pagelinks to have a column pl_target_id, or pl_namespace and pl_title");
    }
  }

  private void count(String phase, SqlTable table, long start) {
    tally.addLines(table.rowCount());
    tally.time(phase, start);
  }

  private PageIndex readPages(SqlTable page, SqlTable redirect) throws IOException {
    try (PageReader reader = new PageReader(new Namespaces(options.namespaces()))) {
      long start = System.nanoTime();
      reader.readPages(page);
      count("page", page, start);
      start = System.nanoTime();
      reader.readRedirects(redirect);
      count("redirect", redirect, start);
      start = System.nanoTime();
      PageIndex index = reader.number();
      tally.time("number", start);
      return index;
    }
  }

  private Imported build(SqlTable links, PageIndex pages, LinkTargets targets) throws IOException {
    BuildOptions build = besideTables(pages.byteSize() + targets.byteSize());
    try (GraphBuilder builder = new GraphBuilder(build, tally, progress.building())) {
      long start = System.nanoTime();
      readLinks(links, new LinkResolver(pages, targets), builder);
      count("pagelinks", links, start);
      tally.addEdges(links.rowCount());
      NameTable names = pages.names();
      pages.close();
      targets.close();
      progress.beginBuilding();
      Graph graph = builder.build(names.count(), Optional.of(names));
      progress.end();
      return new Imported(graph, tally.report(graph.edgeCount()));
    }
  }

  /** The options, with what tables of {@code bytes} leave of the memory budget. */
  private BuildOptions besideTables(long bytes) {
    long budget = options.build().memoryBudgetBytes();
    long left = Math.max(budget - bytes, budget / 4);
    return options.build().withMemoryBudgetBytes(Math.max(BuildOptions.MINIMUM_BUDGET_BYTES, left));
  }

  private void readLinks(SqlTable links, LinkResolver resolver, GraphBuilder builder)
      throws IOException {
    boolean titles = hasTitles(links);
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
