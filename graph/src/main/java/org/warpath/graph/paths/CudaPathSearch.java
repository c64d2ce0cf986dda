package org.warpath.graph.paths;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.warpath.graph.device.DeviceGraph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * A path search on a device. Labels are integers, the smaller the better, and sink to their unique
 * fixed point by atomic minima, so distances, widths and parents have the CPU's bits.
 *
 * <p>One round relaxes the queued vertices and divides those that improved into near ones, relaxed
 * next, and far ones, which wait in a pile: two launches that fetch their own counts, so the host
 * reads back only every few rounds. When none is near, the next round looks for the best label in
 * the pile and the threshold moves beyond it, over however many empty buckets lie between. Rows of
 * more than 256 arcs are cut into pieces, shorter ones share a warp arc by arc: hubs hold up
 * nobody. With a target, labels worse than its are not followed.
 *
 * <p>The floor of a search that relaxes each vertex once is 4 bytes (8 with weights) an arc read in
 * order and one label, a sector of 32 bytes, read at random; parents cost as much again. Working
 * memory: 24 n + 3 m / 32 bytes, and 4 n more for parents.
 */
public final class CudaPathSearch {
  /** The worst label of either kind: the bits of a distance of +∞. */
  private static final int UNREACHED = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private final PathRun run;
  private final Engine.Cuda engine;
  private final DeviceScope scope;
  private final DeviceCsr out;
  private final DeviceBuffer order;
  private final int ordered;
  private final int vertexCount;
  private final double uploadSeconds;

  /** Brings the graph of {@code run} to the device of {@code engine}, whose scope this is. */
  public CudaPathSearch(PathRun run, Engine.Cuda engine, DeviceScope scope) {
    long start = System.nanoTime();
    this.run = run;
    this.engine = engine;
    this.scope = scope;
    DeviceGraph resident = DeviceGraph.in(scope, run.graph());
    boolean identity = run.graph().order().isIdentity();
    vertexCount = run.graph().vertexCount();
    out = resident.out(run.weighted());
    ordered = identity ? 0 : 1;
    order = identity ? out.rowOffsets() : resident.vertexOfStored();
    scope.synchronize();
    uploadSeconds = Timings.secondsSince(start);
  }

  /** What the weights are like; {@link EdgeWeights#ONES} if they do not count. */
  public EdgeWeights weights() {
    return run.weighted() ? DeviceWeights.of(run.graph(), scope, out) : EdgeWeights.ONES;
  }

  /**
   * {@code count} numbers derived from the graph, on the device as long as it is. For {@link
   * Kernels#thresholds}.
   *
   * @param what tells one derivation from another
   * @param values makes them, when they are not there yet
   */
  public DeviceBuffer resident(String what, int count, Supplier<int[]> values) {
    return scope.resident(
        run.graph().out().rowOffsets(),
        what,
        (long) count * Integer.BYTES,
        buffer -> scope.upload(MemorySegment.ofArray(values.get()), buffer));
  }

  /**
   * An algorithm's kernels.
   *
   * @param file holds {@code <file>_start}, {@code _relax}, {@code _partition} and {@code _answer}
   * @param thresholds what {@code _partition} takes before the arguments that all have
   * @param step the algorithm's name, for progress
   */
  public record Kernels(String file, List<Object> thresholds, String step) {}

  /**
   * Searches.
   *
   * @param loadSeconds what preparing took
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if there is too little memory,
   *     before anything is computed
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public PathLabels answer(Kernels kernels, RunControl control, double loadSeconds) {
    long start = System.nanoTime();
    Working working = allocate(kernels.step);
    scope.load(kernels.file);
    if (run.parents()) {
      scope.load(CudaParentTree.FILE);
    }
    scope.synchronize();
    double upload = uploadSeconds + Timings.secondsSince(start);

    start = System.nanoTime();
    int sweeps = search(working, kernels, new Sweeps(kernels.step, control));
    if (run.parents()) {
      CudaParentTree.grow(
          run, working.frontier, working.labels, order, ordered, working.parents, control);
    }
    double compute = Timings.secondsSince(start);

    start = System.nanoTime();
    float[] values = new float[vertexCount];
    int reachedCount = values(working, kernels, values);
    int[] tree = run.parents() ? tree(working) : null;
    Timings timings = new Timings(loadSeconds, upload, compute, Timings.secondsSince(start));
    return run.answer(engine, values, tree, reachedCount, sweeps, timings);
  }

  /**
   * What a search works on.
   *
   * @param labels int32[n]
   * @param far int32[2n], the far pile and the one it is divided into
   * @param farBits a bit a vertex, whether it is in the far pile
   * @param waiting a bit a vertex, whether it is among the found
   * @param parents int32[n]; [0] unless asked for
   */
  private record Working(
      DeviceFrontier frontier,
      DeviceBuffer labels,
      DeviceBuffer far,
      DeviceBuffer farBits,
      DeviceBuffer waiting,
      DeviceBuffer parents) {}

  private Working allocate(String step) {
    long farCount = 2L * vertexCount;
    long parentCount = run.parents() ? vertexCount : 0;
    long bitWords = (vertexCount + 31L) / 32;
    long ints = vertexCount + farCount + parentCount + 2 * bitWords;
    scope
        .device()
        .requireFree(
            DeviceFrontier.byteSize(out) + ints * Integer.BYTES,
            "working memory of " + step + " of " + vertexCount + " vertices");
    Working working =
        new Working(
            DeviceFrontier.allocate(scope, out),
            scope.ints(vertexCount, "labels"),
            scope.ints(farCount, "far pile"),
            scope.ints(bitWords, "members of the far pile"),
            scope.ints(bitWords, "members of the queue of vertices"),
            scope.ints(parentCount, "parents"));
    scope.fillInts(working.labels, UNREACHED);
    scope.zero(working.farBits);
    scope.zero(working.waiting);
    return working;
  }

  /** Labels all vertices, or at least those no worse than the target; the sweeps it took. */
  private int search(Working on, Kernels kernels, Sweeps reported) {
    DeviceFrontier frontier = on.frontier;
    Kernel relax = kernel(kernels, "_relax");
    Kernel partition = kernel(kernels, "_partition");
    LaunchShape relaxShape = frontier.overArcs(relax);
    LaunchShape partitionShape = frontier.overVertices(partition);
    scope.launch(
        kernel(kernels, "_start"),
        LaunchShape.of(1, 1),
        run.storedSource(),
        on.labels,
        on.far,
        on.farBits,
        frontier.state());
    Object[][] relaxArguments = {relaxArguments(on, 0), relaxArguments(on, 1)};
    Object[][] partitionArguments = {
      partitionArguments(on, kernels, 0), partitionArguments(on, kernels, 1)
    };
    return frontier.drive(
        turn -> {
          scope.launch(relax, relaxShape, relaxArguments[turn]);
          scope.launch(partition, partitionShape, partitionArguments[turn]);
        },
        reported::upTo);
  }

  private Kernel kernel(Kernels kernels, String step) {
    return scope.kernel(kernels.file, kernels.file + step);
  }

  private Object[] relaxArguments(Working on, int turn) {
    DeviceFrontier frontier = on.frontier;
    return new Object[] {
      out.rowOffsets(),
      out.columnIndices(),
      out.valuesOrColumns(),
      run.weighted() ? 1 : 0,
      vertexCount,
      on.labels,
      frontier.rows(),
      frontier.pieces(),
      on.waiting,
      frontier.found(),
      on.far,
      frontier.state(),
      turn
    };
  }

  private Object[] partitionArguments(Working on, Kernels kernels, int turn) {
    DeviceFrontier frontier = on.frontier;
    List<Object> arguments = new ArrayList<>(kernels.thresholds);
    Collections.addAll(
        arguments,
        out.rowOffsets(),
        vertexCount,
        run.storedTarget(),
        on.labels,
        on.waiting,
        frontier.found(),
        on.farBits,
        on.far,
        frontier.rows(),
        frontier.pieces(),
        frontier.state(),
        turn);
    return arguments.toArray();
  }

  /** Fills {@code values}, by vertex; how many are reached. */
  private int values(Working on, Kernels kernels, float[] values) {
    Kernel answer = kernel(kernels, "_answer");
    DeviceFrontier frontier = on.frontier;
    scope.zero(frontier.state());
    scope.launch(
        answer,
        frontier.overVertices(answer),
        on.labels,
        run.storedTarget(),
        order,
        ordered,
        vertexCount,
        frontier.found(),
        frontier.state());
    scope.download(frontier.found(), MemorySegment.ofArray(values));
    return scope.readInt(frontier.state(), 0);
  }

  private int[] tree(Working on) {
    Kernel answer = scope.kernel(CudaParentTree.FILE, "parent_tree_answer");
    DeviceFrontier frontier = on.frontier;
    scope.launch(
        answer,
        frontier.overVertices(answer),
        on.parents,
        order,
        ordered,
        vertexCount,
        frontier.found());
    int[] tree = new int[vertexCount];
    scope.download(frontier.found(), MemorySegment.ofArray(tree));
    return tree;
  }

  /** Tells the listener of each sweep, as far as they are known. */
  private static final class Sweeps {
    private final String step;
    private final RunControl control;
    private int told;

    Sweeps(String step, RunControl control) {
      this.step = step;
      this.control = control;
    }

    void upTo(int sweeps) {
      control.cancellation().throwIfCancelled();
      while (told < sweeps) {
        told++;
        control.iteration(step, told, -1, Double.NaN);
      }
    }
  }
}
