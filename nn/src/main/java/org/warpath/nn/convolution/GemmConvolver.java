package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Tensor;

/**
 * Patches as a matrix, times the weights: Y[M×P] = W[M×K] · X̂[K×P], a tile of an image at a time
 * so that X̂ stays in the second cache; each product on one thread, several side by side. The
 * gradients are dX̂ = Wᵀ·dY, added up where the patches overlap, and dW = dY·X̂ᵀ. Where the sums
 * are short, a bias is one more column of W, and X̂ has a row of ones. Tiles and parts do not
 * depend on the number of threads, so neither do results.
 */
final class GemmConvolver implements Convolver<Tensor> {
  // Of patches in a tile: half of a core's second cache.
  private static final int CACHE_BYTES = 512 << 10;
  private static final int LEAST_COLUMNS = 64;

  // Up to here, to write the bias before the product takes more than a longer sum does.
  private static final int LONGEST_BIASED_SUM = 128;

  // Enough tasks for the threads, however few images there are.
  private static final int TASKS = 32;
  private static final int ADDED_AT_ONCE = 4_096;
  private static final long PARTIAL_BYTES = 16 << 20;

  private final Geometry geometry;
  private final ElementType type;
  private final Crew crew;
  private final Rows rows;
  private final Patches patches;
  private final Tiling tiling;
  private final int parts;
  private final MemorySegment[] columnsOf;
  private final MemorySegment[] scratchOf;
  private final MemorySegment[] partials;
  private final MemorySegment biased;

  GemmConvolver(Geometry geometry, Binding<Tensor> binding, int threads) {
    this.geometry = geometry;
    type = binding.type();
    crew = new Crew(threads);
    rows = new Rows(type);
    patches = new Patches(geometry, rows);
    tiling = Tiling.of(geometry, columns());
    parts = binding.isTrained() ? parts() : 0;
    boolean isDirect = geometry.isPointwise();
    MemorySegment[] pieces =
        new Scratch()
            .add(threads, isDirect ? 0 : (geometry.depthOfSum() + 1L) * tiling.columns())
            .add(threads, isDirect ? 0 : patches.scratch(tiling.lines(), tiling.count()))
            .add(parts, geometry.weights())
            .add(1, isShort() ? (long) geometry.outputs() * (geometry.depthOfSum() + 1) : 0)
            .allocate(binding);
    columnsOf = Arrays.copyOfRange(pieces, 0, threads);
    scratchOf = Arrays.copyOfRange(pieces, threads, 2 * threads);
    partials = Arrays.copyOfRange(pieces, 2 * threads, 2 * threads + parts);
    biased = pieces[pieces.length - 1];
  }

  private boolean isShort() {
    return geometry.depthOfSum() <= LONGEST_BIASED_SUM && !geometry.isPointwise();
  }

  private int columns() {
    return Math.max(LEAST_COLUMNS, CACHE_BYTES / type.byteSize() / geometry.depthOfSum());
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

  // w[group][M/groups × K], or the columns of some of its input channels.
  private Matrix weights(MemorySegment w, int group, int firstChannel, int channels) {
    int depth = geometry.depthOfSum();
    long first = (long) group * geometry.groupOutputs() * depth;
    return rows.matrix(
        w,
        first + (long) firstChannel * geometry.kernelPlaces(),
        geometry.groupOutputs(),
        channels * geometry.kernelPlaces(),
        depth);
  }

  // A tile of y: [M/groups × its columns].
  private Matrix outputs(Tensor y, int n, int group, Patches.Tile tile) {
    return rows.matrix(
        y.memory(),
        geometry.outputPlace(n, group) + geometry.place(tile),
        geometry.groupOutputs(),
        tile.columns(),
        geometry.outputPlaces());
  }

  // The tile's patches: [K × its columns].
  private Matrix patches(Tensor x, int n, int group, Patches.Tile tile, int worker) {
    int depth = geometry.depthOfSum();
    long image = geometry.inputPlace(n, group);
    if (geometry.isPointwise()) {
      return rows.matrix(
          x.memory(), image + geometry.place(tile), depth, tile.columns(), geometry.inputPlaces());
    }
    MemorySegment columns = columnsOf[worker];
    patches.gather(x.memory(), image, geometry.groupInputs(), tile, columns, scratchOf[worker]);
    return rows.matrix(columns, 0, depth, tile.columns(), tile.columns());
  }

  // biased[M × K + 1] ← w, and the bias in the last column.
  private void joinBias(Tensor w, Tensor start) {
    int depth = geometry.depthOfSum();
    for (int m = 0; m < geometry.outputs(); m++) {
      long line = (long) m * (depth + 1);
      rows.copy(w.memory(), (long) m * depth, biased, line, depth);
      rows.fill(biased, line + depth, 1, start.get(m));
    }
  }

  private void forwardWithBias(
      Tensor x, Tensor y, int n, int group, Patches.Tile tile, int worker) {
    int depth = geometry.depthOfSum();
    int outputs = geometry.groupOutputs();
    MemorySegment columns = columnsOf[worker];
    patches.gather(
        x.memory(),
        geometry.inputPlace(n, group),
        geometry.groupInputs(),
        tile,
        columns,
        scratchOf[worker]);
    rows.fill(columns, (long) depth * tile.columns(), tile.columns(), 1);
    long first = (long) group * outputs * (depth + 1);
    Products.multiply(
        rows.matrix(biased, first, outputs, depth + 1, depth + 1),
        rows.matrix(columns, 0, depth + 1, tile.columns(), tile.columns()),
        0,
        outputs(y, n, group, tile));
  }

  @Override
  public void forward(Tensor x, Tensor w, @Nullable Tensor start, Tensor y) {
    int tiles = tiling.tiles().size();
    boolean isJoined = start != null && isShort();
    if (isJoined) {
      joinBias(w, start);
    }
    crew.forEach(
        geometry.batch() * geometry.groups() * tiles,
        (worker, task) -> {
          Patches.Tile tile = tiling.tiles().get(task % tiles);
          int group = task / tiles % geometry.groups();
          int n = task / tiles / geometry.groups();
          if (isJoined) {
            forwardWithBias(x, y, n, group, tile, worker);
            return;
          }
          Matrix columns = patches(x, n, group, tile, worker);
          if (start != null) {
            long first = geometry.outputPlace(n, group) + geometry.place(tile);
            for (int m = 0; m < geometry.groupOutputs(); m++) {
              long line = first + (long) m * geometry.outputPlaces();
              double value = start.get((long) group * geometry.groupOutputs() + m);
              rows.fill(y.memory(), line, tile.columns(), value);
            }
          }
          Products.multiply(
              weights(w.memory(), group, 0, geometry.groupInputs()),
              columns,
              start == null ? 0 : 1,
              outputs(y, n, group, tile));
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
          long image = geometry.inputPlace(n, group) + (long) from * geometry.inputPlaces();
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
                  rows.matrix(
                      dx.memory(),
                      image + geometry.place(tile),
                      to - from,
                      tile.columns(),
                      geometry.inputPlaces());
              Products.multiply(factor, given, 1, target);
              continue;
            }
            MemorySegment columns = columnsOf[worker];
            Matrix patch = rows.matrix(columns, 0, factor.rows(), tile.columns(), tile.columns());
            Products.multiply(factor, given, 0, patch);
            patches.scatter(columns, dx.memory(), image, to - from, tile, scratchOf[worker]);
          }
        });
  }

  @Override
  public void weightGradient(Tensor x, Tensor dy, Tensor dw) {
    crew.forEach(
        parts,
        (worker, part) -> {
          int from = (int) ((long) geometry.batch() * part / parts);
          int to = (int) ((long) geometry.batch() * (part + 1) / parts);
          for (int group = 0; group < geometry.groups(); group++) {
            Matrix target = turnedWeights(partials[part], group);
            double beta = 0;
            for (int n = from; n < to; n++) {
              for (Patches.Tile tile : tiling.tiles()) {
                Matrix columns = patches(x, n, group, tile, worker);
                Matrix given = outputs(dy, n, group, tile).transposed();
                Products.multiplyWhole(columns, given, beta, target);
                beta = 1;
              }
            }
          }
        });
    if (geometry.batch() > 0) {
      addParts(dw.memory());
    }
  }

  // dwᵀ of a group: [K × M/groups], which the library multiplies faster than dw itself.
  private Matrix turnedWeights(MemorySegment sum, int group) {
    int depth = geometry.depthOfSum();
    int outputs = geometry.groupOutputs();
    return rows.matrix(sum, (long) group * outputs * depth, depth, outputs, outputs);
  }

  private void addParts(MemorySegment dw) {
    int all = Math.toIntExact(geometry.weights());
    Parallel.forEachRange(
        crew.threads(),
        all,
        ADDED_AT_ONCE,
        (from, to) -> {
          for (int part = 1; part < parts; part++) {
            rows.add((int) (to - from), partials[part], from, partials[0], from);
          }
        });
    int depth = geometry.depthOfSum();
    int outputs = geometry.groupOutputs();
    Parallel.forEach(
        all <= ADDED_AT_ONCE ? 1 : crew.threads(),
        geometry.outputs(),
        m -> {
          long from = (long) (m / outputs) * outputs * depth + m % outputs;
          rows.add(depth, 1, partials[0], from, outputs, dw, (long) m * depth, 1);
        });
  }
}
