package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Patches as a matrix, times the weights: Y[M×P] = W[M×K] · X̂[K×P], a tile of an image at a time
 * so that X̂ stays in the second cache; each product on one thread, several side by side. The
 * gradients are dX̂ = Wᵀ·dY, added up where the patches overlap, and dW = dY·X̂ᵀ. Tiles and parts
 * do not depend on the number of threads, so neither do results.
 */
final class GemmConvolver implements CpuConvolver {
  private static final Engine ONE_THREAD = Engine.cpu(1);

  // Up to a million multiply-adds OpenBLAS does not copy the factors, and is the faster for it.
  private static final int SMALL_PRODUCT = 1_000_000;
  private static final int FEW_COLUMNS = 32;
  private static final int CACHE_BYTES = 512 << 10;
  private static final int LEAST_COLUMNS = 64;

  // Enough tasks for the threads, however few images there are.
  private static final int TASKS = 32;
  private static final long PARTIAL_BYTES = 16 << 20;

  private final Geometry geometry;
  private final ElementType type;
  private final Crew crew;
  private final Rows rows;
  private final Patches patches;
  private final Tiling tiling;
  private final Tensor memory;
  private final int parts;
  private final long workerElements;

  GemmConvolver(Geometry geometry, Binding<Tensor> binding, int threads) {
    this.geometry = geometry;
    type = binding.type();
    crew = new Crew(threads);
    rows = new Rows(type);
    patches = new Patches(geometry, rows);
    tiling = Tiling.of(geometry, columns());
    parts = binding.isTrained() ? parts() : 0;
    workerElements =
        geometry.isPointwise()
            ? 0
            : columnsElements() + patches.scratch(tiling.lines(), tiling.count());
    long elements = threads * workerElements + parts * geometry.weights();
    memory = binding.shared(Shape.of(Math.toIntExact(elements)), "patches");
  }

  private int columns() {
    long column = Math.multiplyExact((long) geometry.depthOfSum(), (long) geometry.groupOutputs());
    int small = (int) Math.min(Integer.MAX_VALUE, SMALL_PRODUCT / column);
    if (small >= FEW_COLUMNS) {
      return small;
    }
    int cached = CACHE_BYTES / type.byteSize() / geometry.depthOfSum();
    return Math.max(LEAST_COLUMNS, cached);
  }

  private long columnsElements() {
    return (long) geometry.depthOfSum() * tiling.columns();
  }

  // Into how many parts the batch is cut for the gradient of the weights.
  private int parts() {
    long most = Math.max(1, PARTIAL_BYTES / (geometry.weights() * type.byteSize()));
    return (int) Math.min(Math.min(TASKS, most), Math.max(1, geometry.batch()));
  }

  // Into how many parts a group's input channels are cut for the gradient of the input.
  private int channelBlocks() {
    int images = Math.max(1, geometry.batch() * geometry.groups());
    return Math.clamp(Math.ceilDiv(TASKS, images), 1, geometry.groupInputs());
  }

  private MemorySegment part(long place, long elements) {
    return memory.slice(place, Shape.of(Math.toIntExact(elements))).memory();
  }

  private MemorySegment columnsOf(int worker) {
    return part(worker * workerElements, columnsElements());
  }

  private MemorySegment scratchOf(int worker) {
    return part(
        worker * workerElements + columnsElements(),
        patches.scratch(tiling.lines(), tiling.count()));
  }

  private MemorySegment partial(int part) {
    return part(crew.threads() * workerElements + part * geometry.weights(), geometry.weights());
  }

  private Matrix matrix(MemorySegment memory, long place, int rows, int columns, long stride) {
    return new Matrix(
        type, memory.asSlice(place * type.byteSize()), rows, columns, Math.max(1, stride), 1);
  }

  // w[group][M/groups × K], or the columns of some of its input channels.
  private Matrix weights(MemorySegment w, int group, int firstChannel, int channels) {
    int depth = geometry.depthOfSum();
    long first = (long) group * geometry.groupOutputs() * depth;
    return matrix(
        w,
        first + (long) firstChannel * geometry.kernelPlaces(),
        geometry.groupOutputs(),
        channels * geometry.kernelPlaces(),
        depth);
  }

  private long inputPlace(int n, int group) {
    return ((long) n * geometry.inputs() + (long) group * geometry.groupInputs())
        * geometry.inputPlaces();
  }

  private long outputPlace(int n, int group) {
    return ((long) n * geometry.outputs() + (long) group * geometry.groupOutputs())
        * geometry.outputPlaces();
  }

  private long tilePlace(Patches.Tile tile) {
    return ((long) tile.od() * geometry.height().out() + tile.oh()) * geometry.width().out()
        + tile.ow();
  }

  // A tile of y: [M/groups × its columns].
  private Matrix outputs(Tensor y, int n, int group, Patches.Tile tile) {
    return matrix(
        y.memory(),
        outputPlace(n, group) + tilePlace(tile),
        geometry.groupOutputs(),
        tile.columns(),
        geometry.outputPlaces());
  }

  // The tile's patches: [K × its columns].
  private Matrix patches(Tensor x, int n, int group, Patches.Tile tile, int worker) {
    int depth = geometry.depthOfSum();
    long image = inputPlace(n, group);
    if (geometry.isPointwise()) {
      return matrix(
          x.memory(), image + tilePlace(tile), depth, tile.columns(), geometry.inputPlaces());
    }
    MemorySegment columns = columnsOf(worker);
    patches.gather(x.memory(), image, geometry.groupInputs(), tile, columns, scratchOf(worker));
    return matrix(columns, 0, depth, tile.columns(), tile.columns());
  }

  @Override
  public void forward(Tensor x, Tensor w, @Nullable Tensor start, Tensor y) {
    int tiles = tiling.tiles().size();
    crew.forEach(
        geometry.batch() * geometry.groups() * tiles,
        (worker, task) -> {
          Patches.Tile tile = tiling.tiles().get(task % tiles);
          int group = task / tiles % geometry.groups();
          int n = task / tiles / geometry.groups();
          Matrix columns = patches(x, n, group, tile, worker);
          if (start != null) {
            long first = outputPlace(n, group) + tilePlace(tile);
            for (int m = 0; m < geometry.groupOutputs(); m++) {
              long line = first + (long) m * geometry.outputPlaces();
              double value = start.get((long) group * geometry.groupOutputs() + m);
              rows.fill(y.memory(), line, tile.columns(), value);
            }
          }
          Blas.gemm(
              1,
              weights(w.memory(), group, 0, geometry.groupInputs()),
              columns,
              start == null ? 0 : 1,
              outputs(y, n, group, tile),
              ONE_THREAD);
        });
  }

  @Override
  public void inputGradient(Tensor dy, Tensor w, @Nullable Tensor start, Tensor dx) {
    int blocks = channelBlocks();
    int groups = geometry.groups();
    crew.forEach(
        geometry.batch() * groups * blocks,
        (worker, task) -> {
          int block = task % blocks;
          int group = task / blocks % groups;
          int n = task / blocks / groups;
          int from = (int) ((long) geometry.groupInputs() * block / blocks);
          int to = (int) ((long) geometry.groupInputs() * (block + 1) / blocks);
          int first = group * geometry.groupInputs() + from;
          long image = inputPlace(n, group) + (long) from * geometry.inputPlaces();
          for (int c = 0; c < to - from; c++) {
            double value = start == null ? 0 : start.get(first + c);
            long plane = image + (long) c * geometry.inputPlaces();
            rows.fill(dx.memory(), plane, geometry.inputPlaces(), value);
          }
          Matrix factor = weights(w.memory(), group, from, to - from).transposed();
          for (Patches.Tile tile : tiling.tiles()) {
            Matrix given = outputs(dy, n, group, tile);
            if (geometry.isPointwise()) {
              Matrix target =
                  matrix(
                      dx.memory(),
                      image + tilePlace(tile),
                      to - from,
                      tile.columns(),
                      geometry.inputPlaces());
              Blas.gemm(1, factor, given, 1, target, ONE_THREAD);
              continue;
            }
            MemorySegment columns = columnsOf(worker);
            Matrix patch = matrix(columns, 0, factor.rows(), tile.columns(), tile.columns());
            Blas.gemm(1, factor, given, 0, patch, ONE_THREAD);
            patches.scatter(columns, dx.memory(), image, to - from, tile, scratchOf(worker));
          }
        });
  }

  @Override
  public void weightGradient(Tensor x, Tensor dy, Tensor dw) {
    crew.forEach(
        parts,
        (worker, part) -> {
          MemorySegment sum = partial(part);
          rows.zero(sum, 0, geometry.weights());
          int from = (int) ((long) geometry.batch() * part / parts);
          int to = (int) ((long) geometry.batch() * (part + 1) / parts);
          for (int n = from; n < to; n++) {
            for (int group = 0; group < geometry.groups(); group++) {
              Matrix target = weights(sum, group, 0, geometry.groupInputs());
              for (Patches.Tile tile : tiling.tiles()) {
                Matrix columns = patches(x, n, group, tile, worker);
                Blas.gemm(
                    1, outputs(dy, n, group, tile), columns.transposed(), 1, target, ONE_THREAD);
              }
            }
          }
        });
    for (int part = 0; part < parts; part++) {
      rows.add(Math.toIntExact(geometry.weights()), partial(part), 0, dw.memory(), 0);
    }
  }
}
