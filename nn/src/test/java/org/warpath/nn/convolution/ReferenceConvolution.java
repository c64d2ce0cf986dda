package org.warpath.nn.convolution;

import java.util.List;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** The definition, one number at a time, over any number of dimensions: slow and plain. */
final class ReferenceConvolution {
  private ReferenceConvolution() {}

  /** One of the products that the definition sums: where in y, w and x its numbers are. */
  @FunctionalInterface
  private interface Term {
    void at(long y, long w, long x);
  }

  /** y[n, m, o…] = b[m] + Σ w[m, c, k…] · x[n, c, o·stride + k·dilation − begin…]. */
  static Tensor of(Convolution layer, Tensor x, Tensor w, Tensor b) {
    Shape shape = layer.outputs(List.of(x.shape())).getFirst();
    Tensor y = Tensor.zeros(x.type(), shape);
    int[] out = new int[shape.rank()];
    for (long place = 0; place < shape.count(); place++) {
      indices(shape, place, out);
      y.set(place, b.get(out[1]));
    }
    forEachTerm(
        layer,
        x.shape(),
        w.shape(),
        (output, weight, input) -> y.set(output, y.get(output) + w.get(weight) * x.get(input)));
    return y;
  }

  /** The gradient with respect to an input of this shape of what has the gradient dy. */
  static Tensor inputGradient(Convolution layer, Shape x, Tensor w, Tensor dy) {
    Tensor dx = Tensor.zeros(dy.type(), x);
    forEachTerm(
        layer,
        x,
        w.shape(),
        (output, weight, input) -> dx.set(input, dx.get(input) + w.get(weight) * dy.get(output)));
    return dx;
  }

  /** The gradient with respect to weights of this shape. */
  static Tensor weightGradient(Convolution layer, Tensor x, Shape w, Tensor dy) {
    Tensor dw = Tensor.zeros(dy.type(), w);
    forEachTerm(
        layer,
        x.shape(),
        w,
        (output, weight, input) -> dw.set(weight, dw.get(weight) + x.get(input) * dy.get(output)));
    return dw;
  }

  private static void forEachTerm(Convolution layer, Shape x, Shape w, Term term) {
    Window window = layer.window();
    Shape y = layer.outputs(List.of(x)).getFirst();
    Shape kernel = w.with(0, 1);
    int[] out = new int[y.rank()];
    int[] k = new int[w.rank()];
    int[] in = new int[x.rank()];
    for (long place = 0; place < y.count(); place++) {
      indices(y, place, out);
      int first = out[1] / (layer.channels() / layer.groups()) * w.size(1);
      for (long weight = 0; weight < kernel.count(); weight++) {
        indices(kernel, weight, k);
        in[0] = out[0];
        in[1] = first + k[1];
        boolean isInside = true;
        for (int d = 0; d < window.rank(); d++) {
          in[2 + d] =
              out[2 + d] * window.stride(d) + k[2 + d] * window.dilation(d) - window.begin(d);
          isInside &= in[2 + d] >= 0 && in[2 + d] < x.size(2 + d);
        }
        if (isInside) {
          term.at(place, out[1] * kernel.count() + weight, place(x, in));
        }
      }
    }
  }

  private static void indices(Shape shape, long place, int[] to) {
    long rest = place;
    for (int d = shape.rank() - 1; d >= 0; d--) {
      to[d] = (int) (rest % shape.size(d));
      rest /= shape.size(d);
    }
  }

  private static long place(Shape shape, int[] indices) {
    long place = 0;
    for (int d = 0; d < shape.rank(); d++) {
      place = place * shape.size(d) + indices[d];
    }
    return place;
  }

  /** Where in {@code other} is what is at row-major {@code place} in {@code shape}. */
  static long same(Shape shape, long place, Shape other) {
    int[] indices = new int[shape.rank()];
    indices(shape, place, indices);
    return place(other, indices);
  }
}
