package org.warpath.graph.generate;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.ResidentStorage;
import org.warpath.graph.VertexOrder;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.ImportTally;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.RowAssembly;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

/**
 * A synthetic graph with the degrees of a Wikipedia: a directed configuration model with links that
 * are returned (after Durak, Kolda, Pinar and Seshadhri, "A scalable null model for directed graphs
 * matching all degree distributions: in, out, and reciprocal", 2013), whose degrees are drawn from
 * those of Simple English Wikipedia's articles in 2007. Fitted are the joint distribution of in-
 * and out-degrees, how many links are returned, and with them the size of the largest component;
 * communities and clustering are not: ends of links are paired at random.
 *
 * <p>There are neither self-loops nor parallel links: as many fewer than {@code links} there are.
 * Pairs are pure functions of the parameters, either way, so that rows, of out-edges and of
 * in-edges, are made one after the other, on any thread, and never sorted as a whole.
 *
 * <p>Cost: time linear in links, some 100 ns of one core for each; 60 bytes of memory a page beside
 * the rows, which lie in mapped scratch files if they exceed the options' memory budget.
 *
 * @param pages vertices, at least 1
 * @param links directed, before any are dropped; at most 1000 times as many as pages
 * @param seed another seed, another graph
 */
public record WikipediaLike(int pages, long links, long seed) {
  private static final int MOST_LINKS_A_PAGE = 1000;

  public WikipediaLike {
    if (pages < 1) {
      throw new IllegalArgumentException("pages must be at least 1, was " + pages);
    }
    if (links < 0 || links > (long) MOST_LINKS_A_PAGE * pages) {
      throw new IllegalArgumentException(
          "links must be in [0, %d] for %d pages, was %d"
              .formatted((long) MOST_LINKS_A_PAGE * pages, pages, links));
    }
  }

  /** With as many pages as have so many links in Simple English Wikipedia. */
  public static WikipediaLike ofLinks(long links, long seed) {
    double pages = Math.ceil(links / WikipediaDegrees.fitted().linksAPage());
    if (links < 0 || pages > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("links must be in [0, 55 billion], was " + links);
    }
    return new WikipediaLike(Math.max(1, (int) pages), links, seed);
  }

  /**
   * The graph, with in-edges; stored by degree or as numbered, as the options say, whose policies
   * of duplicates and self-loops do not matter, as there are none. Books phases {@code "degrees"},
   * {@code "out-edges"} and {@code "in-edges"}, and drops as {@code "self-loop"}, {@code
   * "duplicate"} and, for links of which only one end was drawn, {@code "unmatched"}.
   *
   * @param weights how to weigh links; empty for none
   * @throws IllegalArgumentException if the options ask for an undirected graph
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   * @throws IOException if rows were spilled and the disk failed
   */
  public Imported generate(
      BuildOptions options, Optional<IntegerWeights> weights, RunControl control)
      throws IOException {
    if (!options.directed()) {
      throw new IllegalArgumentException("the links of a Wikipedia are directed");
    }
    ImportTally tally = new ImportTally();
    Arena arena = Arena.ofShared();
    try (Arena scratch = Arena.ofShared()) {
      long start = System.nanoTime();
      WikipediaEnds ends = WikipediaEnds.draw(this, options, scratch, arena);
      tally.time("degrees", start);
      tally.addEdges(ends.links());
      boolean isWeighted = weights.isPresent();
      long bytes = 2 * ends.links() * (isWeighted ? Integer.BYTES + Float.BYTES : Integer.BYTES);
      long budget = options.memoryBudgetBytes();
      RowAssembly assembly = new RowAssembly(options, isWeighted, bytes > budget);
      start = System.nanoTime();
      WikipediaRows outgoing = new WikipediaRows(ends, false, weights, seed);
      Csr out = assembly.assemble(outgoing, "out-edges", budget, arena, control);
      tally.time("out-edges", start);
      start = System.nanoTime();
      WikipediaRows incoming = new WikipediaRows(ends, true, weights, seed);
      Csr in = assembly.assemble(incoming, "in-edges", budget, arena, control);
      tally.time("in-edges", start);
      outgoing.tell(tally);
      VertexOrder order = ends.order();
      Graph graph = new Graph(new ResidentStorage(arena, false, out, in, order, Optional.empty()));
      return new Imported(graph, tally.report(graph.edgeCount()));
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }
}
