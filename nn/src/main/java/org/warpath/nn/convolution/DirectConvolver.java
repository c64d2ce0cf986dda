package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Tensor;

/**
 * The definition's sums, a row of outputs at a time: each weight times a row of inputs. Every plane
 * or weight is the work of one task, in a fixed order.
 */
final class DirectConvolver implements Convolver<Tensor> {
  private final Geometry geometry;
  private final Rows rows;
  private final int threads;

  DirectConvolver(Geometry geometry, ElementType type, int threads) {
    this.geometry = geometry;
    this.threads = threads;
    rows = new Rows(type);
  }

  /** A run of outputs and the inputs that they meet at one place of the kernel. */
  @FunctionalInterface
  private interface Run {
    void accept(long input, long output, int count);
  }

  @Override
  public void forward(Tensor x, Tensor w, @Nullable Tensor start, Tensor y) {
    int stride = geometry.width().stride();
    Parallel.forEach(
        threads,
        geometry.batch() * geometry.outputs(),
        plane -> {
          int m = plane % geometry.outputs();
          int group = m / geometry.groupOutputs();
          long yPlace = (long) plane * geometry.outputPlaces();
          rows.fill(y.memory(), yPlace, geometry.outputPlaces(), start == null ? 0 : start.get(m));
          for (int c = 0; c < geometry.groupInputs(); c++) {
            long channel = (long) (plane / geometry.outputs()) * geometry.inputs();
            long xPlace =
                (channel + (long) group * geometry.groupInputs() + c) * geometry.inputPlaces();
            for (int k = 0; k < geometry.kernelPlaces(); k++) {
              double weight = w.get(weightPlace(m, c, k));
              forEachRun(
                  k,
                  (in, out, count) ->
                      rows.add(
                          count,
                          weight,
                          x.memory(),
                          xPlace + in,
                          stride,
                          y.memory(),
                          yPlace + out,
                          1));
            }
          }
        });
  }

  @Override
  public void inputGradient(Tensor dy, Tensor w, @Nullable Tensor start, Tensor dx) {
    int stride = geometry.width().stride();
    Parallel.forEach(
        threads,
        geometry.batch() * geometry.inputs(),
        plane -> {
          int channel = plane % geometry.inputs();
          int c = channel % geometry.groupInputs();
          int first = channel / geometry.groupInputs() * geometry.groupOutputs();
          long xPlace = (long) plane * geometry.inputPlaces();
          rows.fill(
              dx.memory(), xPlace, geometry.inputPlaces(), start == null ? 0 : start.get(channel));
          for (int m = first; m < first + geometry.groupOutputs(); m++) {
            long outputs = (long) (plane / geometry.inputs()) * geometry.outputs() + m;
            long yPlace = outputs * geometry.outputPlaces();
            for (int k = 0; k < geometry.kernelPlaces(); k++) {
              double weight = w.get(weightPlace(m, c, k));
              forEachRun(
                  k,
                  (in, out, count) ->
                      rows.add(
                          count,
                          weight,
                          dy.memory(),
                          yPlace + out,
                          1,
                          dx.memory(),
                          xPlace + in,
                          stride));
            }
          }
        });
  }

  @Override
  public void weightGradient(Tensor x, Tensor dy, Tensor dw) {
    int stride = geometry.width().stride();
    Parallel.forEach(
        threads,
        geometry.outputs() * geometry.groupInputs(),
        pair -> {
          int m = pair / geometry.groupInputs();
          int c = pair % geometry.groupInputs();
          int channel = m / geometry.groupOutputs() * geometry.groupInputs() + c;
          MemorySegment in = x.memory();
          for (int k = 0; k < geometry.kernelPlaces(); k++) {
            double[] sum = new double[1];
            for (int n = 0; n < geometry.batch(); n++) {
              long xPlace = ((long) n * geometry.inputs() + channel) * geometry.inputPlaces();
              long yPlace = ((long) n * geometry.outputs() + m) * geometry.outputPlaces();
              forEachRun(
                  k,
                  (from, out, count) ->
                      sum[0] +=
                          rows.dot(count, in, xPlace + from, stride, dy.memory(), yPlace + out));
            }
            long place = weightPlace(m, c, k);
            dw.set(place, dw.get(place) + sum[0]);
          }
        });
  }

  private long weightPlace(int m, int c, int k) {
    return ((long) m * geometry.groupInputs() + c) * geometry.kernelPlaces() + k;
  }

  private void forEachRun(int k, Run run) {
    Axis depth = geometry.depth();
    Axis height = geometry.height();
    Axis width = geometry.width();
    int kw = k % width.kernel();
    int kh = k / width.kernel() % height.kernel();
    int kd = k / width.kernel() / height.kernel();
    int from = width.from(kw);
    int count = width.to(kw) - from;
    for (int od = depth.from(kd); count > 0 && od < depth.to(kd); od++) {
      for (int oh = height.from(kh); oh < height.to(kh); oh++) {
        long line = (long) depth.at(od, kd) * height.in() + height.at(oh, kh);
        long out = ((long) od * height.out() + oh) * width.out() + from;
        run.accept(line * width.in() + width.at(from, kw), out, count);
      }
    }
  }
}
