package org.warpath.bench.nn;

import java.lang.foreign.Arena;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * What a layer reads when it is timed.
 *
 * @param shape its sizes
 * @param fill its elements
 * @param hasGradient whether it is something that has a gradient, as labels have not
 */
public record Operand(Shape shape, Initialiser fill, boolean hasGradient) {

  /** Normal numbers. */
  static Operand numbers(int... sizes) {
    return new Operand(Shape.of(sizes), Initialiser.gaussian(0, 1), true);
  }

  /** Places N×H×W×2 of a grid: the whole image turned a little, neighbours side by side. */
  static Operand grid(int batch, int height, int width) {
    Initialiser fill =
        (tensor, _) -> {
          for (long i = 0; i < tensor.shape().count(); i += 2) {
            double x = 2.0 * (i / 2 % width) / width - 1;
            double y = 2.0 * (i / 2 / width % height) / height - 1;
            tensor.set(i, 0.9 * x - 0.2 * y);
            tensor.set(i + 1, 0.2 * x + 0.9 * y);
          }
        };
    return new Operand(Shape.of(batch, height, width, 2), fill, true);
  }

  /** Whole numbers in [0, {@code count}). */
  static Operand classes(int count, int... sizes) {
    Initialiser fill =
        (tensor, noise) -> {
          for (long i = 0; i < tensor.shape().count(); i++) {
            tensor.set(i, (int) (count * noise.nextUniform()));
          }
        };
    return new Operand(Shape.of(sizes), fill, false);
  }

  Tensor make(Arena arena) {
    Tensor tensor = Tensor.zeros(arena, ElementType.FLOAT32, shape);
    fill.fill(tensor, new Noise(shape.count()));
    return tensor;
  }

  long bytes() {
    return shape.count() * Float.BYTES;
  }
}
