package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Tensor;

/**
 * Y[M×P] = Σ over k… of W(k…)[M×C] · X(k…)[C×P], where X(k…) is what kernel place k… meets: a view
 * of {@link ShiftedRows}, which are laid out once for each place of the kernel's width. The
 * gradients are dX(k…) = W(k…)ᵀ·dY and dW(k…)ᵀ = X(k…)·dYᵀ. A tile of an image at a time, each
 * product on one thread, several side by side; tiles and parts do not depend on the number of
 * threads, so neither do results.
 */
final class ShiftedConvolver implements Convolver<Tensor> {
  // Of shifted rows in a tile: half of a core's second cache.
  private static final int CACHE_BYTES = 512 << 10;

  // Enough tasks for the threads, however few images there are.
  private static final int TASKS = 32;
  private static final long PARTIAL_BYTES = 16 << 20;
  private static final int ADDED_AT_ONCE = 4_096;

  private final Geometry geometry;
  private final Axis depth;
  private final Axis height;
  private final Axis width;
  private final Crew crew;
  private final Rows rows;
  private final ShiftedRows shifted;
  private final Tiling tiling;
  private final int parts;
  private final MemorySegment[] shiftedOf;
  private final MemorySegment[] turnedOf;
  private final MemorySegment[] partials;
  private final MemorySegment byPlace;

  ShiftedConvolver(Geometry geometry, Binding<Tensor> binding, int threads) {
    this.geometry = geometry;
    depth = geometry.depth();
    height = geometry.height();
    width = geometry.width();
    crew = new Crew(threads);
    rows = new Rows(binding.type());
    shifted = new ShiftedRows(geometry, rows);
    tiling = Tiling.of(geometry, columns(binding.type().byteSize()));
    parts = binding.isTrained() ? parts(binding.type().byteSize()) : 0;
    long places = (long) width.kernel() * shifted.channelPlaces(tiling.lines(), tiling.count());
    long turned = parts == 0 ? 0 : (long) geometry.groupOutputs() * tiling.columns();
    MemorySegment[] pieces =
        new Scratch()
            .add(threads, geometry.groupInputs() * places)
            .add(threads, turned)
            .add(parts, geometry.weights())
            .add(1, geometry.weights())
            .allocate(binding);
    shiftedOf = Arrays.copyOfRange(pieces, 0, threads);
    turnedOf = Arrays.copyOfRange(pieces, threads, 2 * threads);
    partials = Arrays.copyOfRange(pieces, 2 * threads, 2 * threads + parts);
    byPlace = pieces[pieces.length - 1];
  }

  private int columns(int elementBytes) {
    long column = (long) elementBytes * width.kernel() * geometry.groupInputs();
    int row = width.out();
    long rowsThatFit = CACHE_BYTES / (column * Math.max(1, row));
    long lines = (rowsThatFit - height.reach(1)) / height.stride() + 1;
    long single = CACHE_BYTES / (column * height.reach(1));
    return Math.toIntExact(Math.max(lines > 0 ? lines * row : Math.min(row, single), 1));
  }

  // Into how many parts the batch is cut for the gradient of the weights.
  private int parts(int elementBytes) {
    long most = Math.max(1, PARTIAL_BYTES / (geometry.weights() * elementBytes));
    return (int) Math.min(Math.min(TASKS, most), Math.max(1, geometry.batch()));
  }

  // Into how many parts a group's input channels are cut for the gradient of the input.
  private int channelBlocks() {
    int images = Math.max(1, geometry.batch() * geometry.groups());
    return Math.clamp(Math.ceilDiv(TASKS, images), 1, geometry.groupInputs());
  }

  // byPlace[group][k…][M/groups × C/groups] ← w.
  private void orderByPlace(Tensor w) {
    int kernel = geometry.kernelPlaces();
    int inputs = geometry.groupInputs();
    int outputs = geometry.groupOutputs();
    Parallel.forEach(
        crew.threads(),
        geometry.outputs(),
        m -> {
          long to =
              (long) (m / outputs) * kernel * outputs * inputs + (long) (m % outputs) * inputs;
          rows.transpose(
              inputs,
              kernel,
              w.memory(),
              (long) m * geometry.depthOfSum(),
              kernel,
              byPlace,
              to,
              outputs * inputs);
        });
  }

  // w[M/groups × channels] of a group at a place of the kernel, for input channels from c on.
  private Matrix weights(int group, int place, int c, int channels) {
    int inputs = geometry.groupInputs();
    int outputs = geometry.groupOutputs();
    long first = ((long) group * geometry.kernelPlaces() + place) * outputs * inputs + c;
    return rows.matrix(byPlace, first, outputs, channels, inputs);
  }

  /** The places of the kernel in depth and width, and where their rows are. */
  @FunctionalInterface
  private interface Slab {
    void accept(int place, Matrix rows);
  }

  // Calls body for each place of the kernel in plane kd, with what it meets: [channels × columns].
  private void forEachPlace(
      int kd, int channels, Patches.Tile tile, MemorySegment memory, int from, int to, Slab body) {
    int places = shifted.channelPlaces(tile.lines(), tile.count());
    for (int kw = 0; kw < width.kernel(); kw++) {
      for (int kh = 0; kh < height.kernel(); kh++) {
        long first = (long) kw * channels * places + shifted.place(tile, kh) + from;
        int place = (kd * height.kernel() + kh) * width.kernel() + kw;
        body.accept(place, rows.matrix(memory, first, channels, to - from, places));
      }
    }
  }

  // The shifted rows of all places of the kernel's width, for the input plane that kd meets.
  private void gather(Tensor x, int n, int group, int kd, Patches.Tile tile, MemorySegment to) {
    int channels = geometry.groupInputs();
    long places = shifted.channelPlaces(tile.lines(), tile.count());
    long plane = planePlace(geometry.inputPlace(n, group), tile, kd);
    for (int kw = 0; kw < width.kernel(); kw++) {
      shifted.gather(
          x.memory(),
          plane,
          geometry.inputPlaces(),
          channels,
          kw,
          tile,
          to,
          (long) kw * channels * places);
    }
  }

  private boolean isInside(Patches.Tile tile, int kd) {
    int id = depth.at(tile.od(), kd);
    return id >= 0 && id < depth.in();
  }

  private long planePlace(long image, Patches.Tile tile, int kd) {
    return image + (long) depth.at(tile.od(), kd) * height.in() * width.in();
  }

  // Columns from … to of a tile of y: [M/groups × to − from].
  private Matrix outputs(Tensor y, int n, int group, Patches.Tile tile, int from, int to) {
    return rows.matrix(
        y.memory(),
        geometry.outputPlace(n, group) + geometry.place(tile) + from,
        geometry.groupOutputs(),
        to - from,
        geometry.outputPlaces());
  }

  @Override
  public void forward(Tensor x, Tensor w, @Nullable Tensor start, Tensor y) {
    orderByPlace(w);
    int tiles = tiling.tiles().size();
    crew.forEach(
        geometry.batch() * geometry.groups() * tiles,
        (worker, task) -> {
          Patches.Tile tile = tiling.tiles().get(task % tiles);
          int group = task / tiles % geometry.groups();
          int n = task / tiles / geometry.groups();
          forward(x, start, y, n, group, tile, shiftedOf[worker]);
        });
  }

  private void forward(
      Tensor x,
      @Nullable Tensor start,
      Tensor y,
      int n,
      int group,
      Patches.Tile tile,
      MemorySegment memory) {
    int inputs = geometry.groupInputs();
    int outputs = geometry.groupOutputs();
    long first = geometry.outputPlace(n, group) + geometry.place(tile);
    for (int m = 0; m < outputs; m++) {
      double value = start == null ? 0 : start.get((long) group * outputs + m);
      rows.fill(y.memory(), first + (long) m * geometry.outputPlaces(), tile.columns(), value);
    }
    int block = Products.block((long) outputs * inputs, tile.columns());
    for (int kd = 0; kd < depth.kernel(); kd++) {
      if (!isInside(tile, kd)) {
        continue;
      }
      gather(x, n, group, kd, tile, memory);
      for (int from = 0; from < tile.columns(); from += block) {
        int to = Math.min(from + block, tile.columns());
        Matrix target = outputs(y, n, group, tile, from, to);
        forEachPlace(
            kd,
            inputs,
            tile,
            memory,
            from,
            to,
            (place, met) ->
                Products.multiplyWhole(weights(group, place, 0, inputs), met, 1, target));
      }
    }
  }

  @Override
  public void inputGradient(Tensor dy, Tensor w, @Nullable Tensor start, Tensor dx) {
    orderByPlace(w);
    int blocks = channelBlocks();
    int groups = geometry.groups();
    int inputs = geometry.groupInputs();
    crew.forEach(
        geometry.batch() * groups * blocks,
        (worker, task) -> {
          int group = task / blocks % groups;
          int n = task / blocks / groups;
          int from = (int) ((long) inputs * (task % blocks) / blocks);
          int to = (int) ((long) inputs * (task % blocks + 1) / blocks);
          for (int c = from; c < to; c++) {
            double value = start == null ? 0 : start.get((long) group * inputs + c);
            long plane = geometry.inputPlace(n, group) + (long) c * geometry.inputPlaces();
            rows.fill(dx.memory(), plane, geometry.inputPlaces(), value);
          }
          for (Patches.Tile tile : tiling.tiles()) {
            inputGradient(dy, dx, n, group, from, to, tile, shiftedOf[worker]);
          }
        });
  }

  private void inputGradient(
      Tensor dy,
      Tensor dx,
      int n,
      int group,
      int firstChannel,
      int endChannel,
      Patches.Tile tile,
      MemorySegment memory) {
    int channels = endChannel - firstChannel;
    int outputs = geometry.groupOutputs();
    long places = (long) channels * shifted.channelPlaces(tile.lines(), tile.count());
    long image = geometry.inputPlace(n, group) + (long) firstChannel * geometry.inputPlaces();
    int block = Products.block((long) outputs * channels, tile.columns());
    for (int kd = 0; kd < depth.kernel(); kd++) {
      if (!isInside(tile, kd)) {
        continue;
      }
      rows.zero(memory, 0, width.kernel() * places);
      for (int from = 0; from < tile.columns(); from += block) {
        int to = Math.min(from + block, tile.columns());
        Matrix given = outputs(dy, n, group, tile, from, to);
        forEachPlace(
            kd,
            channels,
            tile,
            memory,
            from,
            to,
            (place, met) -> {
              Matrix factor = weights(group, place, firstChannel, channels).transposed();
              Products.multiplyWhole(factor, given, 1, met);
            });
      }
      for (int kw = 0; kw < width.kernel(); kw++) {
        shifted.scatter(
            memory,
            kw * places,
            dx.memory(),
            planePlace(image, tile, kd),
            geometry.inputPlaces(),
            channels,
            kw,
            tile);
      }
    }
  }

  @Override
  public void weightGradient(Tensor x, Tensor dy, Tensor dw) {
    crew.forEach(
        parts,
        (worker, part) -> {
          rows.zero(partials[part], 0, geometry.weights());
          int from = (int) ((long) geometry.batch() * part / parts);
          int to = (int) ((long) geometry.batch() * (part + 1) / parts);
          for (int n = from; n < to; n++) {
            for (int group = 0; group < geometry.groups(); group++) {
              for (Patches.Tile tile : tiling.tiles()) {
                weightGradient(x, dy, n, group, tile, worker, partials[part]);
              }
            }
          }
        });
    addParts(dw.memory());
  }

  private void weightGradient(
      Tensor x, Tensor dy, int n, int group, Patches.Tile tile, int worker, MemorySegment sum) {
    int inputs = geometry.groupInputs();
    int outputs = geometry.groupOutputs();
    MemorySegment turned = turnedOf[worker];
    rows.transpose(
        outputs,
        tile.columns(),
        dy.memory(),
        geometry.outputPlace(n, group) + geometry.place(tile),
        geometry.outputPlaces(),
        turned,
        0,
        outputs);
    Matrix given = rows.matrix(turned, 0, tile.columns(), outputs, outputs);
    long weightsOfPlace = (long) inputs * outputs;
    long first = group * weightsOfPlace * geometry.kernelPlaces();
    for (int kd = 0; kd < depth.kernel(); kd++) {
      if (!isInside(tile, kd)) {
        continue;
      }
      gather(x, n, group, kd, tile, shiftedOf[worker]);
      forEachPlace(
          kd,
          inputs,
          tile,
          shiftedOf[worker],
          0,
          tile.columns(),
          (place, met) -> {
            Matrix target =
                rows.matrix(sum, first + place * weightsOfPlace, inputs, outputs, outputs);
            Products.multiply(met, given, 1, target);
          });
    }
  }

  // dw[m, c, k…] ← dw + the sum over parts of partial[group, k…, c, m].
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
    int inputs = geometry.groupInputs();
    int outputs = geometry.groupOutputs();
    int kernel = geometry.kernelPlaces();
    Parallel.forEach(
        all <= ADDED_AT_ONCE ? 1 : crew.threads(),
        geometry.outputs(),
        m -> {
          long from = (long) (m / outputs) * kernel * inputs * outputs + m % outputs;
          for (int place = 0; place < kernel; place++) {
            long source = from + (long) place * inputs * outputs;
            long target = (long) m * geometry.depthOfSum() + place;
            rows.add(inputs, 1, partials[0], source, outputs, dw, target, kernel);
          }
        });
  }
}
