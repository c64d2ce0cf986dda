package org.warpath.graph.pagerank;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.build.MachineMemory;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * A graph made ready for pulling ranks along its in-edges: their rows, cut into blocks, and each
 * vertex's out-weight. In stored numbers.
 */
final class PullGraph {
  // Enough to balance tens of threads; the cut, and so every rounding, is the same for any number.
  private static final int BLOCKS = 256;
  private static final long GRAIN = 1 << 14;

  final int vertexCount;
  final MemorySegment rowOffsets;
  final MemorySegment columnIndices;
  final @Nullable MemorySegment weights;

  /** The out-edges' row offsets, whose differences are the out-degrees. */
  final MemorySegment outOffsets;

  /** Sums of out-weights; null if unweighted. */
  final double @Nullable [] outWeights;

  final int threads;

  /** What {@link #sumRows} sums by; null if rows are summed when their tile's turn comes. */
  final @Nullable FarEdges far;

  /** Entries of columns from here on are added after a row's others, one by one. */
  private final int near;

  /** How many a row's others are; null if they are to be counted. */
  private final int @Nullable [] nearLengths;

  private final int[] bounds;
  private final @Nullable ReadAhead readAhead;

  PullGraph(Graph graph, boolean weighted, int threads) {
    this(graph, weighted, threads, MachineMemory.total(), null);
  }

  /**
   * As if the machine had so much memory.
   *
   * @param arena where a second copy of edges may lie, if that makes iterations faster; null for
   *     nowhere. Sums are the same to the bit.
   */
  PullGraph(Graph graph, boolean weighted, int threads, long memoryBytes, @Nullable Arena arena) {
    OutWeights.requireWeights(graph, weighted);
    this.threads = threads;
    Csr in = graph.in(threads);
    vertexCount = graph.vertexCount();
    rowOffsets = in.rowOffsets();
    columnIndices = in.columnIndices();
    weights = weighted ? in.values() : null;
    outOffsets = graph.out().rowOffsets();
    outWeights = weighted ? OutWeights.sums(graph, threads) : null;
    bounds = in.balancedRows(Math.clamp(vertexCount, 1, BLOCKS));
    readAhead = ReadAhead.pays(in, memoryBytes) ? new ReadAhead(in, bounds) : null;
    near = FarEdges.matterTo(graph) ? FarEdges.NEAR : Integer.MAX_VALUE;
    boolean isCut =
        arena != null
            && near < vertexCount
            && readAhead == null
            && FarEdges.fit(graph, weighted, memoryBytes);
    far = isCut ? new FarEdges(graph, weighted, threads, arena) : null;
    nearLengths = isCut ? nearLengths(in) : null;
  }

  private int[] nearLengths(Csr in) {
    int[] lengths = new int[vertexCount];
    Parallel.forEachRange(
        threads,
        vertexCount,
        GRAIN,
        (from, to) -> {
          for (int v = (int) from; v < to; v++) {
            lengths[v] = (int) (firstFar(in.rowStart(v), in.rowStart(v + 1)) - in.rowStart(v));
          }
        });
    return lengths;
  }

  private long firstFar(long begin, long end) {
    long low = begin;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (columnIndices.getAtIndex(JAVA_INT, middle) < near) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  long rowStart(int v) {
    return rowOffsets.getAtIndex(JAVA_LONG, v);
  }

  /** Where the entries of far columns begin in row {@code v}, whose bounds are given. */
  long nearEnd(int v, long begin, long end) {
    if (nearLengths != null) {
      return begin + nearLengths[v];
    }
    return near == Integer.MAX_VALUE ? end : firstFar(begin, end);
  }

  /** Sets all sums over rows, of a graph whose edges are cut into tiles. */
  void sumRows(double[] x) {
    if (far != null) {
      PullKernel.allRows(this, far, x);
    }
  }

  /** As above. */
  void sumRows(float[] x) {
    if (far != null) {
      PullKernel.allRows(this, far, x);
    }
  }

  /** What is done to rows {@code from … to−1}, block {@code block}. */
  @FunctionalInterface
  interface BlockBody {
    void accept(int block, int from, int to);
  }

  int blockCount() {
    return bounds.length - 1;
  }

  void forEachBlock(BlockBody body) {
    Parallel.forEach(threads, blockCount(), block -> accept(body, block));
  }

  /** As {@link #forEachBlock}, for a body that reads all columns of its rows. */
  void forEachReadBlock(BlockBody body) {
    if (readAhead == null) {
      forEachBlock(body);
    } else {
      readAhead.forEachBlock(threads, block -> accept(body, block));
    }
  }

  private void accept(BlockBody body, int block) {
    body.accept(block, bounds[block], bounds[block + 1]);
  }

  /** Calls {@code body} for all rows, and leaves in {@code sums} what their tiles have summed. */
  void forEachTile(Consumer<Tile> body, BlockSums sums) {
    forEachBlock(tiles(body, sums));
  }

  /** As {@link #forEachTile}, for a body that reads all columns of its rows. */
  void forEachReadTile(Consumer<Tile> body, BlockSums sums) {
    forEachReadBlock(tiles(body, sums));
  }

  private static BlockBody tiles(Consumer<Tile> body, BlockSums sums) {
    return (block, from, to) -> {
      Tile tile = new Tile();
      for (int row = from; row < to; row += Tile.ROWS) {
        tile.from = row;
        tile.to = Math.min(to, row + Tile.ROWS);
        body.accept(tile);
      }
      sums.set(block, tile.sinkMass, tile.change, tile.largestChange);
    };
  }

  /** D of the definition: 0 for a sink. */
  double outWeight(int v) {
    return outWeights != null
        ? outWeights[v]
        : outOffsets.getAtIndex(JAVA_LONG, v + 1L) - outOffsets.getAtIndex(JAVA_LONG, v);
  }

  /** Sets the tile's out-weights. */
  void readOutWeights(Tile tile) {
    int from = tile.from;
    int count = tile.to - from;
    if (outWeights != null) {
      System.arraycopy(outWeights, from, tile.outWeights, 0, count);
      return;
    }
    MemorySegment offsets = outOffsets;
    double[] degrees = tile.outWeights;
    long begin = offsets.getAtIndex(JAVA_LONG, from);
    for (int i = 0; i < count; i++) {
      long end = offsets.getAtIndex(JAVA_LONG, from + i + 1L);
      degrees[i] = end - begin;
      begin = end;
    }
  }
}
