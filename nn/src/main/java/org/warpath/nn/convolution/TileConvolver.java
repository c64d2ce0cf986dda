package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.elements.Elementwise;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Tensor;

/**
 * Convolution by transforms: tiles of inputs and the weights are transformed, for each point of the
 * transform there is a product over channels, and its results are transformed back; {@link
 * TileTransform} has the formula. The gradient of the input is the same with the weights turned
 * around; that of the weights goes through the transposed transforms. A few rows of tiles of an
 * image are one task, so that what belongs to them stays in the second cache.
 */
final class TileConvolver implements Convolver<Tensor> {
  // Of transformed inputs and outputs together: measured, a little more than the second cache.
  private static final int CACHE_BYTES = 1536 << 10;
  private static final int CHUNK_COLUMNS = 512;
  private static final int TASKS = 16;
  private static final Engine ONE_THREAD = Engine.cpu(1);
  private static final long PARTIAL_BYTES = 32 << 20;

  private final Geometry geometry;
  private final TileTransform transform;
  private final Crew crew;
  private final Rows rows;
  private final Pass forward;
  private final Pass backward;
  private final MemorySegment transformed;
  private final MemorySegment weights;
  private final MemorySegment[] partials;

  /**
   * @throws IllegalArgumentException if the kernel is of another size, or strides or dilations are
   *     not 1
   */
  TileConvolver(TileTransform transform, Geometry geometry, Binding<Tensor> binding, int threads) {
    requireKernel(transform, geometry);
    this.geometry = geometry;
    this.transform = transform;
    crew = new Crew(threads);
    rows = new Rows(binding.type());
    int bytes = binding.type().byteSize();
    forward = new Pass(geometry.height(), geometry.width(), bytes);
    backward = new Pass(turned(geometry.height()), turned(geometry.width()), bytes);
    long raw = (long) transform.weights().rows() * geometry.outputs() * geometry.groupInputs();
    long all = raw * transform.parts();
    int parts =
        binding.isTrained()
            ? (int)
                Math.clamp(PARTIAL_BYTES / (all * bytes), 1, Math.clamp(geometry.batch(), 1, TASKS))
            : 0;
    long worker = Math.max(forward.elements(), backward.elements());
    MemorySegment[] pieces =
        new Scratch()
            .add(threads, worker)
            .add(1, raw)
            .add(1, transform.parts() == 1 ? 0 : all)
            .add(parts, all)
            .allocate(binding);
    for (int i = 0; i < threads; i++) {
      forward.give(i, pieces[i], threads);
      backward.give(i, pieces[i], threads);
    }
    transformed = pieces[threads];
    weights = transform.parts() == 1 ? transformed : pieces[threads + 1];
    partials = Arrays.copyOfRange(pieces, threads + 2, pieces.length);
  }

  private static void requireKernel(TileTransform transform, Geometry geometry) {
    int r = transform.kernel();
    if (!serves(r, geometry)) {
      throw new IllegalArgumentException(
          "%s is for kernels of %d×%d with strides and dilations of 1, not %s"
              .formatted(transform.name(), r, r, geometry.window()));
    }
  }

  /** Whether a transform for kernels of this size serves the geometry. */
  static boolean serves(int kernel, Geometry geometry) {
    return geometry.depth().isOneToOne()
        && isPlain(geometry.height(), kernel)
        && isPlain(geometry.width(), kernel);
  }

  private static boolean isPlain(Axis axis, int kernel) {
    return axis.kernel() == kernel && axis.stride() == 1 && axis.dilation() == 1;
  }

  // The axis of the convolution that gives the gradient of the input.
  private static Axis turned(Axis axis) {
    return new Axis(axis.out(), axis.in(), axis.kernel(), 1, 1, axis.kernel() - 1 - axis.begin());
  }

  /** How the planes of one direction are cut, and each worker's memory for it. */
  private final class Pass {
    final Axis height;
    final Axis width;
    final Squares tiles;
    final int lines;
    final int blocks;
    MemorySegment[][] pieces = {};

    Pass(Axis height, Axis width, int bytes) {
      this.height = height;
      this.width = width;
      int m = transform.outputs();
      int excess = Math.ceilDiv(transform.tile() - m, m);
      tiles = new Squares(rows, m, Math.ceilDiv(width.out(), m), excess);
      int all = Math.ceilDiv(height.out(), m);
      long line =
          (long) transform.input().rows()
              * (geometry.groupInputs() + geometry.groupOutputs())
              * tiles.pitch()
              * bytes;
      blocks = Math.ceilDiv(all, (int) Math.clamp(CACHE_BYTES / line, 1, all));
      lines = Math.ceilDiv(all, blocks);
    }

    int top(int block) {
      return block * lines * transform.outputs();
    }

    int lines(int block) {
      int all = Math.ceilDiv(height.out(), transform.outputs());
      return Math.min(lines, all - block * lines);
    }

    int columns(int block) {
      return lines(block) * tiles.pitch();
    }

    // Channels that are transformed together.
    int chunk() {
      return Math.max(1, CHUNK_COLUMNS / (lines * tiles.pitch()));
    }

    private long[] sizes() {
      long columns = (long) lines * tiles.pitch();
      long points = transform.input().rows();
      return new long[] {
        points * geometry.groupInputs() * columns,
        points * geometry.groupOutputs() * columns,
        Math.max(points, (long) transform.tile() * transform.tile()) * chunk() * columns,
        tiles.scratch(lines),
        tiles.scratch(lines) + (long) transform.outputs() * tiles.pitch()
      };
    }

    long elements() {
      return Arrays.stream(sizes()).sum();
    }

    void give(int worker, MemorySegment memory, int threads) {
      if (pieces.length == 0) {
        pieces = new MemorySegment[threads][];
      }
      long[] sizes = sizes();
      MemorySegment[] cut = new MemorySegment[sizes.length];
      long place = 0;
      for (int i = 0; i < sizes.length; i++) {
        cut[i] = memory.asSlice(place * rows.elementBytes(), sizes[i] * rows.elementBytes());
        place += sizes[i];
      }
      pieces[worker] = cut;
    }

    MemorySegment ofInputs(int worker) {
      return pieces[worker][0];
    }

    MemorySegment ofOutputs(int worker) {
      return pieces[worker][1];
    }

    // to[points][channels][columns] ← by · squares of planes of x.
    void transform(
        Tensor x,
        long image,
        int channels,
        Axis high,
        Axis wide,
        int top,
        int left,
        int size,
        Matrix by,
        int block,
        int worker,
        MemorySegment to) {
      int columns = columns(block);
      for (int from = 0; from < channels; from += chunk()) {
        int count = Math.min(chunk(), channels - from);
        long apart = (long) count * columns;
        for (int c = 0; c < count; c++) {
          tiles.gather(
              x.memory(),
              image + (long) (from + c) * high.in() * wide.in(),
              high.in(),
              wide.in(),
              top,
              left,
              lines(block),
              size,
              pieces[worker][3],
              pieces[worker][4],
              pieces[worker][2],
              (long) c * columns,
              apart);
        }
        Matrix squares = rows.matrix(pieces[worker][2], 0, size * size, (int) apart, apart);
        Matrix target =
            rows.matrix(
                to, (long) from * columns, by.rows(), (int) apart, (long) channels * columns);
        Products.multiply(by, squares, 0, target);
      }
    }

    // y ← y + the outputs of the products in from[points][channels][columns].
    void transformBack(
        MemorySegment from, Tensor y, long image, int channels, int block, int worker) {
      int columns = columns(block);
      int m = transform.outputs();
      for (int first = 0; first < channels; first += chunk()) {
        int count = Math.min(chunk(), channels - first);
        long apart = (long) count * columns;
        Matrix products =
            rows.matrix(
                from,
                (long) first * columns,
                transform.output().columns(),
                (int) apart,
                (long) channels * columns);
        Matrix squares = rows.matrix(pieces[worker][2], 0, m * m, (int) apart, apart);
        Products.multiply(transform.output(), products, 0, squares);
        for (int c = 0; c < count; c++) {
          tiles.scatter(
              pieces[worker][2],
              (long) c * columns,
              apart,
              lines(block),
              pieces[worker][4],
              y.memory(),
              image + (long) (first + c) * height.out() * width.out(),
              height.out(),
              width.out(),
              top(block));
        }
      }
    }
  }

  // transformed[points · parts][M × C/groups] ← the transform, of the kernel turned around or not.
  private void transformWeights(Tensor w, boolean isTurned) {
    int pairs = geometry.outputs() * geometry.groupInputs();
    int places = geometry.kernelPlaces();
    Matrix by = transform.weights();
    if (isTurned) {
      by = by.copy();
      for (int i = 0; i < by.rows(); i++) {
        for (int j = 0; j < places; j++) {
          by.set(i, j, transform.weights().get(i, places - 1 - j));
        }
      }
    }
    Matrix given = rows.matrix(w.memory(), 0, pairs, places, places).transposed();
    Products.multiply(by, given, 0, rows.matrix(transformed, 0, by.rows(), pairs, pairs));
    if (transform.parts() == 2) {
      Parallel.forEach(crew.threads(), transform.points(), point -> blocks(point, isTurned));
    }
  }

  // The product with a conjugate number r − i·s as one of real matrices: [r s; −s r], or, as it
  // will
  // be transposed, [r −s; s r].
  private void blocks(int point, boolean isTurned) {
    for (int group = 0; group < geometry.groups(); group++) {
      Matrix block = weights(weights, point, group);
      int m = geometry.groupOutputs();
      int c = geometry.groupInputs();
      Matrix real = part(2 * point, group);
      Matrix imaginary = part(2 * point + 1, group);
      double sign = isTurned ? -1 : 1;
      Elementwise.copy(real, block.block(0, m, 0, c), ONE_THREAD);
      Elementwise.copy(real, block.block(m, 2 * m, c, 2 * c), ONE_THREAD);
      Matrix right = block.block(0, m, c, 2 * c);
      Matrix left = block.block(m, 2 * m, 0, c);
      Elementwise.add(sign, imaginary, 0, imaginary, right, ONE_THREAD);
      Elementwise.add(-sign, imaginary, 0, imaginary, left, ONE_THREAD);
    }
  }

  // transformed ← the gradient with respect to it of what blocks made of it, not turned.
  private void partsOfBlocks(int point, MemorySegment sum) {
    for (int group = 0; group < geometry.groups(); group++) {
      Matrix block = weights(sum, point, group);
      int m = geometry.groupOutputs();
      int c = geometry.groupInputs();
      Matrix real = part(2 * point, group);
      Matrix imaginary = part(2 * point + 1, group);
      Matrix first = block.block(0, m, 0, c);
      Elementwise.add(1, first, 1, block.block(m, 2 * m, c, 2 * c), real, ONE_THREAD);
      Matrix right = block.block(0, m, c, 2 * c);
      Elementwise.add(1, right, -1, block.block(m, 2 * m, 0, c), imaginary, ONE_THREAD);
    }
  }

  // [M/groups × C/groups] of a row of the transform and a group.
  private Matrix part(int row, int group) {
    int inputs = geometry.groupInputs();
    int outputs = geometry.groupOutputs();
    long place = ((long) row * geometry.outputs() + (long) group * outputs) * inputs;
    return rows.matrix(transformed, place, outputs, inputs, inputs);
  }

  // [parts · M/groups × parts · C/groups] of a point and a group.
  private Matrix weights(MemorySegment memory, int point, int group) {
    int inputs = transform.parts() * geometry.groupInputs();
    int outputs = transform.parts() * geometry.groupOutputs();
    long place = ((long) point * geometry.groups() + group) * outputs * inputs;
    return rows.matrix(memory, place, outputs, inputs, inputs);
  }

  // [parts · channels × columns]
  private Matrix ofPoint(MemorySegment memory, int point, int channels, int columns) {
    int lines = transform.parts() * channels;
    return rows.matrix(memory, (long) point * lines * columns, lines, columns, columns);
  }

  @Override
  public void forward(Tensor x, Tensor w, @Nullable Tensor start, Tensor y) {
    transformWeights(w, false);
    run(forward, x, start, y, false);
  }

  @Override
  public void inputGradient(Tensor dy, Tensor w, @Nullable Tensor start, Tensor dx) {
    transformWeights(w, true);
    run(backward, dy, start, dx, true);
  }

  private void run(Pass pass, Tensor x, @Nullable Tensor start, Tensor y, boolean isGradient) {
    int inputs = isGradient ? geometry.groupOutputs() : geometry.groupInputs();
    int outputs = isGradient ? geometry.groupInputs() : geometry.groupOutputs();
    int places = pass.height.out() * pass.width.out();
    crew.forEach(
        geometry.batch() * geometry.groups() * pass.blocks,
        (worker, task) -> {
          int block = task % pass.blocks;
          int group = task / pass.blocks % geometry.groups();
          int n = task / pass.blocks / geometry.groups();
          int columns = pass.columns(block);
          long from = isGradient ? geometry.outputPlace(n, group) : geometry.inputPlace(n, group);
          long to = isGradient ? geometry.inputPlace(n, group) : geometry.outputPlace(n, group);
          MemorySegment given = pass.ofInputs(worker);
          MemorySegment made = pass.ofOutputs(worker);
          if (isGradient) {
            given = pass.ofOutputs(worker);
            made = pass.ofInputs(worker);
          }
          pass.transform(
              x,
              from,
              inputs,
              pass.height,
              pass.width,
              pass.top(block) - pass.height.begin(),
              -pass.width.begin(),
              transform.tile(),
              transform.input(),
              block,
              worker,
              given);
          for (int point = 0; point < transform.points(); point++) {
            Matrix factor = weights(weights, point, group);
            Products.multiply(
                isGradient ? factor.transposed() : factor,
                ofPoint(given, point, inputs, columns),
                0,
                ofPoint(made, point, outputs, columns));
          }
          int top = pass.top(block);
          int end = Math.min(pass.height.out(), top + pass.lines(block) * transform.outputs());
          for (int m = 0; m < outputs; m++) {
            double value = start == null ? 0 : start.get((long) group * outputs + m);
            long line = to + (long) m * places + (long) top * pass.width.out();
            rows.fill(y.memory(), line, (long) (end - top) * pass.width.out(), value);
          }
          pass.transformBack(made, y, to, outputs, block, worker);
        });
  }

  @Override
  public void weightGradient(Tensor x, Tensor dy, Tensor dw) {
    int parts = partials.length;
    int pairs = geometry.outputs() * geometry.groupInputs();
    long all = (long) transform.weights().rows() * pairs * transform.parts();
    crew.forEach(
        parts,
        (worker, part) -> {
          rows.zero(partials[part], 0, all);
          int from = (int) ((long) geometry.batch() * part / parts);
          int to = (int) ((long) geometry.batch() * (part + 1) / parts);
          for (int n = from; n < to; n++) {
            for (int group = 0; group < geometry.groups(); group++) {
              for (int block = 0; block < forward.blocks; block++) {
                weightGradient(x, dy, n, group, block, worker, partials[part]);
              }
            }
          }
        });
    for (int part = 1; part < parts; part++) {
      rows.add(Math.toIntExact(all), partials[part], 0, partials[0], 0);
    }
    MemorySegment total = partials[0];
    if (transform.parts() == 2) {
      Parallel.forEach(
          crew.threads(), transform.points(), point -> partsOfBlocks(point, partials[0]));
      total = transformed;
    }
    Matrix sum = rows.matrix(total, 0, transform.weights().rows(), pairs, pairs);
    int places = geometry.kernelPlaces();
    Matrix target = rows.matrix(dw.memory(), 0, pairs, places, places);
    Products.multiplyWhole(sum.transposed(), transform.weights(), 1, target);
  }

  private void weightGradient(
      Tensor x, Tensor dy, int n, int group, int block, int worker, MemorySegment sum) {
    int inputs = geometry.groupInputs();
    int outputs = geometry.groupOutputs();
    int columns = forward.columns(block);
    forward.transform(
        x,
        geometry.inputPlace(n, group),
        inputs,
        forward.height,
        forward.width,
        forward.top(block) - forward.height.begin(),
        -forward.width.begin(),
        transform.tile(),
        transform.input(),
        block,
        worker,
        forward.ofInputs(worker));
    forward.transform(
        dy,
        geometry.outputPlace(n, group),
        outputs,
        backward.height,
        backward.width,
        forward.top(block),
        0,
        transform.outputs(),
        transform.output().transposed(),
        block,
        worker,
        forward.ofOutputs(worker));
    for (int point = 0; point < transform.points(); point++) {
      Products.multiplyWhole(
          ofPoint(forward.ofOutputs(worker), point, outputs, columns),
          ofPoint(forward.ofInputs(worker), point, inputs, columns).transposed(),
          1,
          weights(sum, point, group));
    }
  }
}
