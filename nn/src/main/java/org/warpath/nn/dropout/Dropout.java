package org.warpath.nn.dropout;

import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * In training each element is 0 with probability {@code ratio}, else 1/(1 − ratio) times what it
 * was; in inference all stay as they are (Srivastava and others 2014). A second output, where one
 * is asked for, is 1 for each element kept and 0 for the others.
 *
 * <p>Whether an element is kept is told by the step's seed, the number of the training pass and the
 * element's place: the same on every engine. Passes are counted in the statistic {@code passes}, so
 * that a run resumed from its weights goes on with the same masks.
 *
 * @param ratio how many are dropped, in [0, 1); typically 0.5
 */
public record Dropout(double ratio) implements Layer {

  public Dropout {
    if (!(ratio >= 0 && ratio < 1)) {
      throw new IllegalArgumentException("ratio must be in [0, 1), was " + ratio);
    }
  }

  /** With this ratio. */
  public static Dropout of(double ratio) {
    return new Dropout(ratio);
  }

  /** An element is kept if the upper 53 of its 64 random bits are at least this number. */
  long threshold() {
    return (long) Math.ceil(ratio * (1L << 53));
  }

  double scale() {
    return 1 / (1 - ratio);
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    Shape input = Shapes.single(inputs, 0);
    return List.of(input, input);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    return List.of(Parameter.statistic("passes", PassCount.SHAPE, 0));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuDropout(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaDropout(this, binding, scope);
  }
}
