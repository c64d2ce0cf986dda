package org.warpath.bench.peers;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import it.unimi.dsi.law.rank.PageRankParallelPowerSeries;
import it.unimi.dsi.law.rank.SpectralRanking;
import it.unimi.dsi.webgraph.ImmutableGraph;
import it.unimi.dsi.webgraph.LazyIntIterator;
import it.unimi.dsi.webgraph.LazyIntIterators;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;
import org.warpath.graph.Graph;
import org.warpath.linalg.sparse.Csr;

/** The parallel power series of the Laboratory for Web Algorithmics. */
@NullMarked
final class LawPeer implements RankPeer {
  private @Nullable Transpose transpose;
  private @Nullable RankTask task;
  private double[] ranks = {};
  private int iterations;

  /** In-neighbours, as WebGraph wants to see them. */
  private static final class Transpose extends ImmutableGraph {
    private final int[][] rows;

    Transpose(Csr in) {
      rows = new int[in.rowCount()][];
      for (int v = 0; v < rows.length; v++) {
        int[] row = new int[(int) in.rowLength(v)];
        long from = in.rowStart(v) * Integer.BYTES;
        MemorySegment.copy(in.columnIndices(), JAVA_INT, from, row, 0, row.length);
        rows[v] = row;
      }
    }

    @Override
    public int numNodes() {
      return rows.length;
    }

    @Override
    public long numArcs() {
      return Arrays.stream(rows).mapToLong(row -> row.length).sum();
    }

    @Override
    public boolean randomAccess() {
      return true;
    }

    @Override
    public int outdegree(int v) {
      return rows[v].length;
    }

    @Override
    public int[] successorArray(int v) {
      return rows[v];
    }

    @Override
    public LazyIntIterator successors(int v) {
      return LazyIntIterators.wrap(rows[v]);
    }

    @Override
    public ImmutableGraph copy() {
      return this;
    }
  }

  @Override
  public void build(Graph graph, RankTask asked) {
    task = asked;
    transpose = new Transpose(graph.in());
  }

  @Override
  public void rank() throws IOException {
    RankTask asked = Objects.requireNonNull(task);
    var pageRank =
        new PageRankParallelPowerSeries(transpose, asked.threads(), NOPLogger.NOP_LOGGER);
    pageRank.alpha = RankTask.DAMPING;
    double threshold = asked.tolerance() * RankTask.DAMPING / (1 - RankTask.DAMPING);
    pageRank.stepUntil(
        SpectralRanking.or(
            new SpectralRanking.NormStoppingCriterion(threshold),
            new SpectralRanking.IterationNumberStoppingCriterion(RankTask.MOST_ITERATIONS)));
    ranks = pageRank.rank;
    iterations = pageRank.iteration;
  }

  @Override
  public double[] ranks() {
    return ranks;
  }

  @Override
  public int iterations() {
    return iterations;
  }
}
