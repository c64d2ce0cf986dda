package org.warpath.nn.layer;

import java.util.List;
import java.util.Locale;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A function of tensors that is learned or fixed: immutable, without tensors of its own. Shapes
 * have the batch as their first dimension.
 */
public interface Layer {

  /** What kind it is, in lower case, such as {@code convolution}; names layers that have none. */
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * The shapes of the outputs.
   *
   * @throws IllegalArgumentException if these are no shapes for its inputs, with what was expected
   */
  List<Shape> outputs(List<Shape> inputs);

  /** What it keeps, for inputs of these shapes. */
  default List<Parameter> parameters(List<Shape> inputs) {
    return List.of();
  }

  /** Multiplications that are followed by an addition, in one pass forward. */
  default long multiplyAdds(List<Shape> inputs) {
    return 0;
  }

  /** The layer on the processor. */
  Step onCpu(Binding<Tensor> binding, int threads);

  /** The layer on a device, in {@code scope}'s order. */
  Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope);
}
