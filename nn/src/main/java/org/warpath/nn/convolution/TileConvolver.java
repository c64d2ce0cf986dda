package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Tensor;

/**
 * Convolution by transforms: tiles of inputs and the weights are transformed, for each point of the
 * transform there is a product over channels, and its results are transformed back; {@link
 * TileScheme} has the formula. The gradient of the input is the same with the weights turned
 * around; that of the weights goes through the transposed transforms. A few rows of tiles of an
 * image are one task, so that what belongs to them stays in the second cache.
 */
final class TileConvolver implements Convolver<Tensor> {
  private static final int TASKS = 16;
  private static final long PARTIAL_BYTES = 32 << 20;

  private final Geometry geometry;
  private final TileTransform transform;
  private final Crew crew;
  private final Rows rows;
  private final TilePass forward;
  private final TilePass backward;
  private final TileWeights weights;
  private final MemorySegment[] partials;

  /** For a geometry that {@link TileScheme#of} takes. */
  TileConvolver(TileTransform transform, Geometry geometry, Binding<Tensor> binding, int threads) {
    this.geometry = geometry;
    this.transform = transform;
    crew = new Crew(threads);
    rows = new Rows(binding.type());
    int bytes = binding.type().byteSize();
    forward = pass(geometry.height(), geometry.width());
    backward = pass(geometry.height().turned(), geometry.width().turned());
    long all = TileWeights.elements(transform, geometry);
    int parts =
        binding.isTrained()
            ? Math.clamp(PARTIAL_BYTES / (all * bytes), 1, Math.clamp(geometry.batch(), 1, TASKS))
            : 0;
    long worker = Math.max(forward.elements(), backward.elements());
    MemorySegment[] pieces =
        new Scratch()
            .add(threads, worker)
            .add(1, TileWeights.rawElements(transform, geometry))
            .add(1, transform.parts() == 1 ? 0 : all)
            .add(parts, all)
            .allocate(binding);
    for (int i = 0; i < threads; i++) {
      forward.give(i, pieces[i], threads);
      backward.give(i, pieces[i], threads);
    }
    MemorySegment factors = pieces[transform.parts() == 1 ? threads : threads + 1];
    weights = new TileWeights(transform, geometry, rows, threads, pieces[threads], factors);
    partials = Arrays.copyOfRange(pieces, threads + 2, pieces.length);
  }

  private TilePass pass(Axis height, Axis width) {
    return new TilePass(
        transform, geometry.groupInputs(), geometry.groupOutputs(), height, width, rows);
  }

  // [parts · channels × columns]
  private Matrix ofPoint(MemorySegment memory, int point, int channels, int columns) {
    int lines = transform.parts() * channels;
    return rows.matrix(memory, (long) point * lines * columns, lines, columns, columns);
  }

  @Override
  public void forward(Tensor x, Tensor w, @Nullable Tensor start, Tensor y) {
    weights.set(w, false);
    run(forward, x, start, y, false);
  }

  @Override
  public void inputGradient(Tensor dy, Tensor w, @Nullable Tensor start, Tensor dx) {
    weights.set(w, true);
    run(backward, dy, start, dx, true);
  }

  private void run(TilePass pass, Tensor x, @Nullable Tensor start, Tensor y, boolean isGradient) {
    int inputs = isGradient ? geometry.groupOutputs() : geometry.groupInputs();
    int outputs = isGradient ? geometry.groupInputs() : geometry.groupOutputs();
    int places = pass.height().out() * pass.width().out();
    crew.forEach(
        geometry.batch() * geometry.groups() * pass.blocks(),
        (worker, task) -> {
          int block = task % pass.blocks();
          int group = task / pass.blocks() % geometry.groups();
          int n = task / pass.blocks() / geometry.groups();
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
              pass.height(),
              pass.width(),
              pass.top(block) - pass.height().begin(),
              -pass.width().begin(),
              transform.tile(),
              transform.input(),
              block,
              worker,
              given);
          for (int point = 0; point < transform.points(); point++) {
            Matrix factor = weights.factor(point, group);
            Products.multiply(
                isGradient ? factor.transposed() : factor,
                ofPoint(given, point, inputs, columns),
                0,
                ofPoint(made, point, outputs, columns));
          }
          int top = pass.top(block);
          int end = Math.min(pass.height().out(), top + pass.outputRows(block));
          for (int m = 0; m < outputs; m++) {
            double value = start == null ? 0 : start.get((long) group * outputs + m);
            long line = to + (long) m * places + (long) top * pass.width().out();
            rows.fill(y.memory(), line, (long) (end - top) * pass.width().out(), value);
          }
          pass.transformBack(made, y, to, outputs, block, worker);
        });
  }

  @Override
  public void weightGradient(Tensor x, Tensor dy, Tensor dw) {
    int parts = partials.length;
    long all = TileWeights.elements(transform, geometry);
    crew.forEach(
        parts,
        (worker, part) -> {
          rows.zero(partials[part], 0, all);
          int from = (int) ((long) geometry.batch() * part / parts);
          int to = (int) ((long) geometry.batch() * (part + 1) / parts);
          for (int n = from; n < to; n++) {
            for (int group = 0; group < geometry.groups(); group++) {
              for (int block = 0; block < forward.blocks(); block++) {
                weightGradient(x, dy, n, group, block, worker, partials[part]);
              }
            }
          }
        });
    for (int part = 1; part < parts; part++) {
      rows.add(Math.toIntExact(all), partials[part], 0, partials[0], 0);
    }
    weights.addGradient(partials[0], dw);
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
        forward.height(),
        forward.width(),
        forward.top(block) - forward.height().begin(),
        -forward.width().begin(),
        transform.tile(),
        transform.input(),
        block,
        worker,
        forward.ofInputs(worker));
    forward.transform(
        dy,
        geometry.outputPlace(n, group),
        outputs,
        backward.height(),
        backward.width(),
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
          weights.at(sum, point, group));
    }
  }
}
