package org.warpath.graph.build;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.ResidentStorage;
import org.warpath.graph.VertexNames;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrTranspose;

/**
 * Makes a {@link Graph} from streamed edges: a stable counting sort, parallel, with the same bits
 * for every thread count; beyond the memory budget by sorted runs on disk, again with the same
 * bits.
 *
 * <p>Cost: O(m log d) time for rows of d arcs. While building, up to 20 bytes an edge, 32
 * undirected (32 and 52 with weights), as far as the budget allows; of these 4 an arc stay (8 with
 * weights), on disk if they do not fit the budget. Arrays of one entry a vertex come on top, and so
 * does the longest row.
 *
 * <p>Used by one thread, for one graph.
 */
public final class GraphBuilder implements EdgeSink, AutoCloseable {
  private static final int FEED_EDGES = 1 << 16;

  private final BuildOptions options;
  private final ImportTally tally;
  private final RunControl control;
  private final long budgetBytes;
  private boolean finished;
  private @Nullable ArcSorter sorter;
  private boolean weighted;
  private long edgesSeen;
  private long maxIdEdge;

  /**
   * A builder without edges.
   *
   * @param tally is told what is dropped and where the time goes
   * @param control is told of progress, and may cancel between steps
   */
  public GraphBuilder(BuildOptions options, ImportTally tally, RunControl control) {
    this(options, tally, control, options.memoryBudgetBytes());
  }

  /** For tests: a budget below the smallest that options allow. */
  GraphBuilder(BuildOptions options, ImportTally tally, RunControl control, long budgetBytes) {
    this.options = options;
    this.tally = tally;
    this.control = control;
    this.budgetBytes = budgetBytes;
  }

  /**
   * Takes edges. Whoever calls this counts the edges read, and books the time to a phase of its
   * own.
   *
   * @throws IllegalArgumentException if an id is not in [0, 2³¹−1), a weight is NaN, or some blocks
   *     have weights and others have not; names the edge, counted from 0
   * @throws IOException if edges had to be spilled and could not be
   */
  @Override
  public void accept(EdgeBlock block) throws IOException {
    requireUnfinished();
    if (block.count() == 0) {
      return;
    }
    boolean withWeights = options.weights() && block.weights() != null;
    ArcSorter into = sorter;
    if (into == null) {
      weighted = withWeights;
      into = sorter = newSorter(weighted);
    } else if (weighted != withWeights) {
      throw new IllegalArgumentException(
          "edge "
              + edgesSeen
              + (weighted
                  ? " has no weight, edges before it have"
                  : " has a weight, edges before it have none"));
    }
    check(block, into.maxId());
    into.add(block.sources(), block.targets(), weighted ? block.weights() : null, block.count());
    edgesSeen += block.count();
    control.iteration("edges", edgesSeen, -1, Double.NaN);
  }

  private ArcSorter newSorter(boolean withWeights) {
    ArcPolicy policy =
        new ArcPolicy(!options.directed(), options.duplicates(), options.selfLoops());
    return new ArcSorter(options, policy, withWeights, budgetBytes);
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("the graph was built, or its builder closed");
    }
  }

  private void check(EdgeBlock block, int maxIdBefore) {
    int max = maxIdBefore;
    int or = 0;
    for (int i = 0; i < block.count(); i++) {
      int u = block.sources()[i];
      int v = block.targets()[i];
      or |= u | v;
      if (u > max || v > max) {
        max = Math.max(u, v);
        maxIdEdge = edgesSeen + i;
      }
    }
    if (or < 0 || max == Integer.MAX_VALUE) {
      throw badId(block);
    }
    float[] weights = options.weights() ? block.weights() : null;
    if (weights != null) {
      for (int i = 0; i < block.count(); i++) {
        if (Float.isNaN(weights[i])) {
          throw new IllegalArgumentException(
              "a weight must be a number, that of edge " + (edgesSeen + i) + " is NaN");
        }
      }
    }
  }

  private IllegalArgumentException badId(EdgeBlock block) {
    int i = 0;
    while (isId(block.sources()[i]) && isId(block.targets()[i])) {
      i++;
    }
    return new IllegalArgumentException(
        "vertex ids must be in [0, 2147483647), edge "
            + (edgesSeen + i)
            + " is "
            + block.sources()[i]
            + "→"
            + block.targets()[i]);
  }

  private static boolean isId(int id) {
    return id >= 0 && id < Integer.MAX_VALUE;
  }

  /** The largest vertex id seen, −1 before the first edge. */
  public int maxId() {
    return sorter == null ? -1 : sorter.maxId();
  }

  /**
   * The graph of all edges taken. Books phases {@code "build"}, {@code "order"} and {@code
   * "in-edges"}, and drops as {@code "self-loop"} and {@code "duplicate"}.
   *
   * @param vertexCount more than every id seen
   * @param names the vertices' names, {@code vertexCount} of them
   * @throws IllegalArgumentException if an id is too large, naming the edge; if a vertex has more
   *     than 2³¹−9 arcs; if +∞ and −∞ are to be added; if this machine has not the memory for so
   *     many vertices, as after a header that promises absurdly many
   * @throws IllegalStateException if a graph was built already
   * @throws java.util.concurrent.CancellationException if {@code control} says so
   * @throws IOException if scratch files could not be written or read
   */
  public Graph build(int vertexCount, Optional<VertexNames> names) throws IOException {
    requireUnfinished();
    if (vertexCount < 0) {
      throw new IllegalArgumentException("vertexCount must be at least 0, was " + vertexCount);
    }
    if (maxId() >= vertexCount) {
      throw new IllegalArgumentException(
          "vertex ids must be below " + vertexCount + ", edge " + maxIdEdge + " has " + maxId());
    }
    if (names.isPresent() && names.get().count() != vertexCount) {
      throw new IllegalArgumentException(
          "there must be a name for each of "
              + vertexCount
              + " vertices, there are "
              + names.get().count());
    }
    requireMemory(vertexCount, 0);
    finished = true;
    boolean spilled = sorter != null && sorter.spilled();
    return finish(sortRows(vertexCount), spilled, names);
  }

  /**
   * The graph of rows that were sorted and merged elsewhere as the options say, in vertices'
   * numbers; takes the place of {@link #accept} and {@link #build}. Books {@code "order"} and
   * {@code "in-edges"}. The memory budget does not matter: the rows are memory of the graph.
   *
   * @param arcCount arcs of all rows
   * @param weights whether arcs have weights
   * @param fill writes row offsets, columns and weights; all are undefined before but the last
   *     offset
   * @throws IllegalArgumentException if this machine has not the memory for it
   * @throws IllegalStateException if edges were taken, or a graph was built already
   * @throws IOException as {@link #build}
   */
  public Graph buildFrom(int vertexCount, long arcCount, boolean weights, Consumer<Csr> fill)
      throws IOException {
    requireUnfinished();
    if (edgesSeen > 0) {
      throw new IllegalStateException("edges were taken: rows cannot be");
    }
    long arcBytes = arcCount * (weights ? Integer.BYTES + Float.BYTES : Integer.BYTES);
    requireMemory(vertexCount, arcBytes);
    finished = true;
    edgesSeen = arcCount;
    Arena arena = Arena.ofShared();
    Csr rows;
    try {
      MemorySegment offsets = arena.allocate((vertexCount + 1L) * Long.BYTES, Csr.ALIGNMENT);
      offsets.setAtIndex(JAVA_LONG, vertexCount, arcCount);
      MemorySegment columns = arena.allocate(arcCount * Integer.BYTES, Csr.ALIGNMENT);
      MemorySegment values = weights ? arena.allocate(arcCount * Float.BYTES, Csr.ALIGNMENT) : null;
      rows = new Csr(vertexCount, vertexCount, offsets, columns, values);
      fill.accept(rows);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
    return finish(
        new Rows(arena, rows, VertexOrder.identity(vertexCount)), false, Optional.empty());
  }

  private Graph finish(Rows numbered, boolean spilled, Optional<VertexNames> names)
      throws IOException {
    Rows rows = numbered;
    try {
      rows = inOrder(rows, spilled);
      Csr in = inEdges(rows, spilled);
      return new Graph(
          new ResidentStorage(
              rows.arena(), !options.directed(), rows.out(), in, rows.order(), names));
    } catch (IOException | RuntimeException | Error e) {
      rows.arena().close();
      throw e;
    }
  }

  /**
   * Row offsets, and for an order two degrees and two places a vertex, are there at the same time.
   */
  private void requireMemory(int vertexCount, long arcBytes) {
    long bytesAVertex = options.ordering() == Ordering.NONE ? 8 : 8 + 12 + 8;
    long needed = vertexCount * bytesAVertex + arcBytes;
    if (needed > MachineMemory.total()) {
      throw new IllegalArgumentException(
          "a graph of "
              + vertexCount
              + " vertices takes "
              + needed
              + " bytes to build, this machine has "
              + MachineMemory.total());
    }
  }

  /** Out-edges, and the arena they and their order lie in. */
  private record Rows(Arena arena, Csr out, VertexOrder order) {}

  /** The rows as numbered. */
  private Rows sortRows(int vertexCount) throws IOException {
    long start = System.nanoTime();
    Arena arena = Arena.ofShared();
    try (ArcSorter edges = sorter == null ? newSorter(false) : sorter) {
      sorter = null;
      Csr out = edges.sort(vertexCount, arena, control);
      tally.drop("self-loop", edges.droppedSelfLoops());
      tally.drop("duplicate", edges.droppedDuplicates());
      tally.time("build", start);
      control.iteration("build", edgesSeen, edgesSeen, Double.NaN);
      return new Rows(arena, out, VertexOrder.identity(vertexCount));
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /**
   * The rows in the order that the options ask for; the rows as numbered are released if that is
   * another.
   */
  private Rows inOrder(Rows numbered, boolean spilled) throws IOException {
    if (options.ordering() == Ordering.NONE) {
      return numbered;
    }
    long start = System.nanoTime();
    Csr out = numbered.out();
    int[] degrees = DegreeOrder.degrees(out, !options.directed(), options.threads());
    if (options.ordering() == Ordering.AUTO && !DegreeOrder.pays(out, degrees)) {
      tally.time("order", start);
      return numbered;
    }
    Arena arena = Arena.ofShared();
    try {
      VertexOrder order = DegreeOrder.order(degrees, arena, options.threads());
      Csr ordered =
          spilled
              ? resorted(out, order, false, arena)
              : DegreeOrder.relabel(out, order, arena, options.threads());
      tally.time("order", start);
      control.iteration("order", edgesSeen, edgesSeen, Double.NaN);
      numbered.arena().close();
      return new Rows(arena, ordered, order);
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private @Nullable Csr inEdges(Rows rows, boolean spilled) throws IOException {
    if (!options.inEdges() || !options.directed()) {
      return null;
    }
    long start = System.nanoTime();
    Csr in =
        spilled
            ? resorted(rows.out(), VertexOrder.identity(rows.out().rowCount()), true, rows.arena())
            : CsrTranspose.transpose(rows.out(), rows.arena(), options.threads());
    tally.time("in-edges", start);
    return in;
  }

  /** The arcs of {@code rows}, renumbered and flipped as asked, sorted within the memory budget. */
  private Csr resorted(Csr rows, VertexOrder order, boolean flip, Arena arena) throws IOException {
    try (ArcSorter again =
        new ArcSorter(options, ArcPolicy.VERBATIM, rows.hasValues(), budgetBytes)) {
      int[] sources = new int[FEED_EDGES];
      int[] targets = new int[FEED_EDGES];
      float[] weights = rows.hasValues() ? new float[FEED_EDGES] : null;
      int count = 0;
      for (int u = 0; u < rows.rowCount(); u++) {
        int source = order.stored(u);
        long end = rows.rowStart(u + 1);
        for (long e = rows.rowStart(u); e < end; e++) {
          int target = order.stored(rows.columnIndices().getAtIndex(JAVA_INT, e));
          sources[count] = flip ? target : source;
          targets[count] = flip ? source : target;
          if (weights != null) {
            weights[count] = rows.values().getAtIndex(JAVA_FLOAT, e);
          }
          if (++count == FEED_EDGES) {
            again.add(sources, targets, weights, count);
            count = 0;
          }
        }
      }
      again.add(sources, targets, weights, count);
      return again.sort(rows.rowCount(), arena, control);
    }
  }

  /** Releases what was staged and spilled; harmless after {@link #build}. */
  @Override
  public void close() {
    finished = true;
    if (sorter != null) {
      sorter.close();
      sorter = null;
    }
  }
}
