package org.warpath.nn.arrays;

import java.util.List;
import java.util.Objects;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Inputs combined element by element, or compared, which gives 1 and 0: sums, maxima and minima of
 * one or more, the others of two. Shapes are matched at their last dimensions as NumPy does; one of
 * size 1, or that is missing, is repeated. An input's gradient is summed, in a fixed order, over
 * what was repeated; where several inputs are the maximum, each has its whole gradient.
 *
 * @param operation how
 */
public record Arithmetic(Operation operation) implements Layer {

  public Arithmetic {
    Objects.requireNonNull(operation, "operation");
  }

  /** The sum of all inputs. */
  public static Arithmetic add() {
    return new Arithmetic(Operation.ADD);
  }

  /** The first less the second. */
  public static Arithmetic subtract() {
    return new Arithmetic(Operation.SUBTRACT);
  }

  /** The product of two. */
  public static Arithmetic multiply() {
    return new Arithmetic(Operation.MULTIPLY);
  }

  /** The first divided by the second. */
  public static Arithmetic divide() {
    return new Arithmetic(Operation.DIVIDE);
  }

  /** The first to the power of the second. */
  public static Arithmetic power() {
    return new Arithmetic(Operation.POWER);
  }

  /** The largest of all inputs. */
  public static Arithmetic maximum() {
    return new Arithmetic(Operation.MAXIMUM);
  }

  /** The smallest of all inputs. */
  public static Arithmetic minimum() {
    return new Arithmetic(Operation.MINIMUM);
  }

  /** The operation's name, such as {@code add}. */
  @Override
  public String kind() {
    return operation.kind();
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    if (operation.takesMany() ? inputs.isEmpty() : inputs.size() != 2) {
      throw new IllegalArgumentException(
          "expected %s, was given %d"
              .formatted(operation.takesMany() ? "at least one input" : "2 inputs", inputs.size()));
    }
    Shape result = inputs.getFirst();
    for (Shape input : inputs) {
      result = together(result, input);
    }
    return List.of(result);
  }

  private static Shape together(Shape a, Shape b) {
    int[] sizes = new int[Math.max(a.rank(), b.rank())];
    for (int i = 1; i <= sizes.length; i++) {
      int m = i > a.rank() ? 1 : a.size(-i);
      int n = i > b.rank() ? 1 : b.size(-i);
      if (m != n && m != 1 && n != 1) {
        throw new IllegalArgumentException("%s and %s do not match".formatted(a, b));
      }
      sizes[sizes.length - i] = m == 1 ? n : m;
    }
    return Shape.of(sizes);
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuArithmetic(operation, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaArithmetic(operation, binding, scope);
  }
}
