package org.warpath.nn.convolution;

import java.util.List;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** The definition, one number at a time, over any number of dimensions: slow and plain. */
final class ReferenceConvolution {
  private ReferenceConvolution() {}

  /** y[n, m, o…] = b[m] + Σ w[m, c, k…] · x[n, c, o·stride + k·dilation − begin…]. */
  static Tensor of(Convolution layer, Tensor x, Tensor w, Tensor b) {
    Window window = layer.window();
    Shape shape = layer.outputs(List.of(x.shape())).getFirst();
    Tensor y = Tensor.zeros(x.type(), shape);
    int[] out = new int[shape.rank()];
    for (long place = 0; place < shape.count(); place++) {
      indices(shape, place, out);
      double sum = b.get(out[1]);
      int[] k = new int[w.shape().rank()];
      int first = out[1] / (layer.channels() / layer.groups()) * w.shape().size(1);
      Shape kernel = w.shape().with(0, 1);
      for (long weight = 0; weight < kernel.count(); weight++) {
        indices(kernel, weight, k);
        int[] in = new int[x.shape().rank()];
        in[0] = out[0];
        in[1] = first + k[1];
        boolean isInside = true;
        for (int d = 0; d < window.rank(); d++) {
          in[2 + d] =
              out[2 + d] * window.stride(d) + k[2 + d] * window.dilation(d) - window.begin(d);
          isInside &= in[2 + d] >= 0 && in[2 + d] < x.shape().size(2 + d);
        }
        if (isInside) {
          sum += w.get(out[1] * kernel.count() + weight) * x.get(place(x.shape(), in));
        }
      }
      y.set(place, sum);
    }
    return y;
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
