package org.warpath.graph.pagerank;

import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * {@link PageRank} of a graph that only a device has, for graphs larger than the host's memory: the
 * in-edges and the out-degrees are there already, as {@code DeviceRmat} makes them, and the ranks
 * stay there. The same kernels as for a graph of the host, and the same bits.
 *
 * <p>Unweighted, teleporting everywhere equally, in every precision and {@link Compat} mode. Beyond
 * the graph a run takes 12 bytes a vertex in float32, 24 in float64, 32 for GDS, of which the ranks
 * stay (4 or 8), and 0.014 bytes an edge: 10 billion edges and 512 million vertices fit 60 GB, the
 * graph included.
 */
public final class DevicePageRank {
  private DevicePageRank() {}

  /**
   * Ranks on the device.
   *
   * @param ranks float32[n] or, of a float64 run, float64[n], as the rows are numbered; owned by
   *     the scope that the run was given
   * @param stats how the run went: upload is the time to make it ready
   */
  public record Result(DeviceBuffer ranks, RunStats stats) {}

  /**
   * The ranks of the graph.
   *
   * @param scope owns the ranks, and they stay until it closes; what else the run takes is freed
   *     when it ends
   * @param in a square matrix whose row v holds u for each edge u→v; its values are not read
   * @param outDegrees uint32[n], the edges from each vertex
   * @param options without weights, personalization and warm start
   * @throws IllegalArgumentException if the arguments do not fit each other, or the options ask for
   *     more
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if {@link #workingBytes} are not
   *     free, before anything is computed
   * @throws java.util.concurrent.CancellationException if {@code control} cancels the run
   */
  public static Result run(
      DeviceScope scope,
      DeviceCsr in,
      DeviceBuffer outDegrees,
      PageRankOptions options,
      RunControl control) {
    int n = in.rowCount();
    requireFit(in, outDegrees, options);
    control.cancellation().throwIfCancelled();
    Engine.Cuda engine = new Engine.Cuda(scope.device());
    if (n == 0) {
      RunStats stats = new RunStats(engine.toString(), 0, 0, true, new Timings(0, 0, 0, 0));
      return new Result(scope.bytes(0, "ranks"), stats);
    }
    scope
        .device()
        .requireFree(
            workingBytes(n, in.entryCount(), options),
            String.format("pagerank of %,d vertices and %,d edges", n, in.entryCount()));
    DeviceBuffer ranks = scope.bytes((long) n * bytesANumber(options), "ranks");
    try {
      return new Result(ranks, run(scope, in, outDegrees, options, control, ranks));
    } catch (RuntimeException | Error e) {
      free(scope, ranks, e);
      throw e;
    }
  }

  private static void free(DeviceScope scope, DeviceBuffer ranks, Throwable reason) {
    try {
      scope.free(ranks);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  /** Computes into {@code target}. */
  private static RunStats run(
      DeviceScope scope,
      DeviceCsr in,
      DeviceBuffer outDegrees,
      PageRankOptions options,
      RunControl control,
      DeviceBuffer target) {
    int n = in.rowCount();
    scope.synchronize(); // the run has a stream of its own
    try (DeviceScope work = scope.device().scope()) {
      long start = System.nanoTime();
      DevicePull pull = DevicePull.of(work, in, new DeviceOutWeights(outDegrees, 0));
      DeviceRanks ranks =
          DeviceRanks.of(
              pull,
              options,
              StoredPreference.uniform(n, options),
              StoredPreference.otherUniformStart(n, options));
      ranks.start();
      work.synchronize();
      double upload = Timings.secondsSince(start);

      start = System.nanoTime();
      PowerIteration iteration = new PowerIteration(pull, ranks, options, control);
      int steps = iteration.run();
      double compute = Timings.secondsSince(start);

      start = System.nanoTime();
      work.copy(ranks.finish(steps), target);
      work.synchronize();
      double finish = Timings.secondsSince(start);
      return iteration.stats(
          new Engine.Cuda(scope.device()), new Timings(0, upload, compute, finish));
    }
  }

  /**
   * Bytes that a run takes beyond the graph, the ranks included.
   *
   * @param vertexCount vertices
   * @param edgeCount edges
   */
  public static long workingBytes(int vertexCount, long edgeCount, PageRankOptions options) {
    int vectors = options.compat() == Compat.GDS ? 4 : 3;
    return DevicePull.workingBytes(vertexCount, edgeCount)
        + (long) vertexCount * vectors * bytesANumber(options);
  }

  private static int bytesANumber(PageRankOptions options) {
    return options.compat() == Compat.GDS
        ? Double.BYTES
        : DeviceScaledRanks.bytesANumber(options.precision());
  }

  private static void requireFit(DeviceCsr in, DeviceBuffer outDegrees, PageRankOptions options) {
    options.compat().requireSupports(options);
    if (options.weighted() || options.personalization() != null || options.warmStart() != null) {
      throw new IllegalArgumentException(
          "PageRank of a graph that only the device has is unweighted, uniform and not warm-started;"
              + " options say "
              + options.conventions()
              + (options.warmStart() == null ? "" : ", warm-started"));
    }
    if (in.rowCount() != in.columnCount()) {
      throw new IllegalArgumentException(
          "in-edges must be a square matrix, were " + in.rowCount() + " × " + in.columnCount());
    }
    long degreeBytes = (long) in.rowCount() * Integer.BYTES;
    if (outDegrees.byteSize() < degreeBytes) {
      throw new IllegalArgumentException(
          "out-degrees of "
              + in.rowCount()
              + " vertices take "
              + degreeBytes
              + " bytes, buffer is "
              + outDegrees);
    }
  }
}
