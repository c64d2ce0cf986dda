package org.warpath.bench.peers;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jgrapht.alg.scoring.PageRank;
import org.jgrapht.alg.util.Pair;
import org.jgrapht.opt.graph.sparse.IncomingEdgesSupport;
import org.jgrapht.opt.graph.sparse.SparseIntDirectedGraph;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.linalg.sparse.Csr;

/** JGraphT's PageRank on the sparse graph that it has for large inputs. */
@NullMarked
final class JGraphTPeer implements RankPeer {
  private @Nullable SparseIntDirectedGraph graph;
  private @Nullable PageRank<Integer, Integer> pageRank;
  private int iterations;

  @Override
  public void build(Graph source, RankTask task) {
    if (task.iterations() < 1) {
      throw new IllegalArgumentException("JGraphT's PageRank needs to be told its iterations");
    }
    iterations = task.iterations();
    graph =
        new SparseIntDirectedGraph(
            source.vertexCount(),
            Math.toIntExact(source.edgeCount()),
            () -> links(source.out(), source.vertexCount()),
            IncomingEdgesSupport.FULL_INCOMING_EDGES);
  }

  /** A stream, so that pairs need not all be there at a time. */
  private static Stream<Pair<Integer, Integer>> links(Csr out, int vertices) {
    Iterator<Pair<Integer, Integer>> pairs =
        new Iterator<>() {
          private long entry;
          private int row;

          @Override
          public boolean hasNext() {
            return entry < out.entryCount();
          }

          @Override
          public Pair<Integer, Integer> next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            while (row < vertices && entry >= out.rowStart(row + 1)) {
              row++;
            }
            return Pair.of(row, out.column(entry++));
          }
        };
    return StreamSupport.stream(
        Spliterators.spliterator(pairs, out.entryCount(), Spliterator.ORDERED), false);
  }

  @Override
  public void rank() {
    pageRank =
        new PageRank<>(
            Objects.requireNonNull(graph), RankTask.DAMPING, iterations, Double.MIN_NORMAL);
    var unused = pageRank.getScores();
  }

  @Override
  public double[] ranks() {
    double[] ranks = new double[Objects.requireNonNull(graph).vertexSet().size()];
    Objects.requireNonNull(pageRank).getScores().forEach((vertex, rank) -> ranks[vertex] = rank);
    return ranks;
  }

  @Override
  public int iterations() {
    return iterations;
  }
}
