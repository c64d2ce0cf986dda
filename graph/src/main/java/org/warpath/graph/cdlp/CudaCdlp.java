package org.warpath.graph.cdlp;

import java.lang.foreign.MemorySegment;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceGraph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * Label propagation on a GPU, by pulling as on the CPU: vertices are sorted once by degree, and
 * each counts its neighbours' labels in lanes of a warp, in shared memory, or in shared memory with
 * global memory behind it. Counts and labels are integers and ties go by the smaller vertex number,
 * so the labels are the CPU engine's, bit for bit.
 *
 * <p>Floor of a round: 8 bytes for every neighbour (its column, its label) and 28 for every vertex,
 * over the memory bandwidth; while the labels fit the second-level cache, 4 bytes a neighbour.
 */
final class CudaCdlp {
  private static final String FILE = "cdlp";
  private static final String VOTE_FILE = "cdlp_vote";
  private static final String[] KERNEL_OF_BIN = {
    "cdlp_eighths", "cdlp_lanes", "cdlp_warps", "cdlp_blocks"
  };
  private static final int[] THREADS_OF_VERTEX = {8, 32, 32, LaunchShape.BLOCK};
  private static final int HUB_THREADS = 1024;
  private static final long VERTEX_BYTES = 3L * Integer.BYTES;

  private final Graph graph;
  private final CdlpOptions options;
  private final Engine.Cuda engine;
  private final RunControl control;
  private final long hubSlots;

  CudaCdlp(Graph graph, CdlpOptions options, Engine.Cuda engine, RunControl control) {
    this(graph, options, engine, control, Long.MAX_VALUE);
  }

  /** As above, with at most {@code hubSlots} places for hubs' labels, or as one hub needs. */
  CudaCdlp(
      Graph graph, CdlpOptions options, Engine.Cuda engine, RunControl control, long hubSlots) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
    this.hubSlots = hubSlots;
  }

  CdlpResult run() {
    control.cancellation().throwIfCancelled();
    long start = System.nanoTime();
    graph.in();
    double load = Timings.secondsSince(start);
    try (DeviceScope scope = engine.device().scope()) {
      start = System.nanoTime();
      Rounds rounds = new Rounds(scope);
      scope.synchronize();
      double upload = Timings.secondsSince(start);

      start = System.nanoTime();
      rounds.begin();
      int iterations = 0;
      long changed = graph.vertexCount();
      control.cancellation().throwIfCancelled();
      while (iterations < options.iterations() && changed > 0) {
        changed = rounds.vote();
        iterations++;
        control.iteration("cdlp", iterations, options.iterations(), fraction(changed));
      }
      double compute = Timings.secondsSince(start);

      start = System.nanoTime();
      int[] byVertex = new int[graph.vertexCount()];
      int communities = rounds.finish(byVertex);
      Timings timings = new Timings(load, upload, compute, Timings.secondsSince(start));
      return new CdlpResult(
          byVertex,
          communities,
          new RunStats(engine.toString(), iterations, fraction(changed), changed == 0, timings));
    }
  }

  private double fraction(long changed) {
    return changed == 0 ? 0 : (double) changed / graph.vertexCount();
  }

  /** What a run holds on the device. */
  private final class Rounds {
    private final DeviceScope scope;
    private final int n = graph.vertexCount();
    private final DeviceCsr out;
    private final DeviceCsr in;
    private final @Nullable DeviceBuffer vertexOfStored;
    private final DeviceBuffer vertices;
    private final DeviceBuffer changed;
    private DeviceBuffer labels;
    private DeviceBuffer next;
    private @Nullable DegreeBins bins;
    private @Nullable HubTables hubTables;

    Rounds(DeviceScope scope) {
      this.scope = scope;
      DeviceGraph resident = DeviceGraph.in(scope, graph);
      out = resident.out(false);
      in = graph.symmetric() ? out : resident.in(false);
      vertexOfStored = graph.order().isIdentity() ? null : resident.vertexOfStored();
      engine.device().requireFree(n * VERTEX_BYTES, String.format("cdlp of %,d vertices", n));
      vertices = scope.ints(n, "cdlp vertices by degree");
      labels = scope.ints(n, "cdlp labels");
      next = scope.ints(n, "cdlp next labels");
      changed = scope.longs(1, "cdlp changes");
      engine.device().load(FILE);
      engine.device().load(VOTE_FILE);
    }

    void begin() {
      if (vertexOfStored == null) {
        Kernel kernel = scope.kernel(FILE, "cdlp_own_numbers");
        scope.launch(kernel, threadEachVertex(kernel), labels, n);
      } else {
        scope.copy(vertexOfStored, labels);
      }
      DegreeBins sorted = DegreeBins.of(scope, out, in, !graph.symmetric(), vertices);
      bins = sorted;
      if (sorted.size(DegreeBins.HUBS) > 0) {
        Csr hostOut = graph.out();
        Csr hostIn = graph.in();
        IntToLongFunction degree =
            graph.symmetric()
                ? hostOut::rowLength
                : v -> hostOut.rowLength(v) + hostIn.rowLength(v);
        long free = HubTables.slotsIn(engine.device().freeBytes() / 4);
        hubTables = HubTables.of(scope, sorted, degree, Math.min(hubSlots, free));
      }
      scope.synchronize();
    }

    /** One round; returns how many labels changed. */
    long vote() {
      scope.zero(changed);
      for (int bin = 0; bin < DegreeBins.HUBS; bin++) {
        vote(bin);
      }
      voteOfHubs();
      DeviceBuffer old = labels;
      labels = next;
      next = old;
      return scope.readLong(changed, 0);
    }

    private void vote(int bin) {
      int count = bins.size(bin);
      if (count > 0) {
        Kernel kernel = scope.kernel(VOTE_FILE, KERNEL_OF_BIN[bin]);
        scope.launch(
            kernel,
            LaunchShape.threadEach((long) count * THREADS_OF_VERTEX[bin])
                .atMost(kernel.filling(LaunchShape.BLOCK).blocks()),
            out.rowOffsets(),
            out.columnIndices(),
            in.rowOffsets(),
            in.columnIndices(),
            directed(),
            bins.bin(bin),
            count,
            labels,
            next,
            changed);
      }
    }

    private void voteOfHubs() {
      if (hubTables != null) {
        Kernel kernel = scope.kernel(VOTE_FILE, "cdlp_hubs");
        for (HubTables.Batch batch : hubTables.batches()) {
          scope.launch(
              kernel,
              LaunchShape.of(batch.count(), HUB_THREADS),
              out.rowOffsets(),
              out.columnIndices(),
              in.rowOffsets(),
              in.columnIndices(),
              directed(),
              bins.part(DegreeBins.HUBS, batch.first(), batch.count()),
              batch.segments(),
              hubTables.labels(),
              hubTables.counts(),
              labels,
              next,
              changed);
        }
      }
    }

    /** Downloads the labels, by vertex; returns how many different ones there are. */
    int finish(int[] byVertex) {
      DeviceBuffer seen = vertices; // no further round will ask for it
      scope.zero(seen);
      scope.zero(changed);
      Kernel mark = scope.kernel(FILE, "cdlp_mark");
      scope.launch(mark, threadEachVertex(mark), labels, seen, n);
      Kernel count = scope.kernel(FILE, "cdlp_count_marks");
      scope.launch(count, threadEachVertex(count), seen, n, changed);
      DeviceBuffer result = labels;
      if (vertexOfStored != null) {
        Kernel permute = scope.kernel(FILE, "cdlp_by_vertex");
        scope.launch(permute, threadEachVertex(permute), labels, vertexOfStored, next, n);
        result = next;
      }
      scope.download(result, MemorySegment.ofArray(byVertex));
      return Math.toIntExact(scope.readLong(changed, 0));
    }

    private int directed() {
      return graph.symmetric() ? 0 : 1;
    }

    private LaunchShape threadEachVertex(Kernel kernel) {
      return LaunchShape.threadEach(n).atMost(kernel.filling(LaunchShape.BLOCK).blocks());
    }
  }
}
