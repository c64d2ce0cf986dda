package org.warpath.nn.solver;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.elements.DeviceReductions;
import org.warpath.linalg.elements.Reduction;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link UpdateStep} on a device: one launch a parameter. */
public final class CudaUpdate implements UpdateStep {
  private final Update<DeviceTensor> update;
  private final UpdateRule.Form form;
  private final DeviceScope scope;
  private final DeviceReductions reductions;
  private final Kernel kernel;
  private final long count;

  /** An update by a rule of this form. */
  public CudaUpdate(Update<DeviceTensor> update, UpdateRule.Form form, DeviceScope scope) {
    this.update = update;
    this.form = form;
    this.scope = scope;
    reductions = new DeviceReductions(scope);
    kernel = scope.kernel("nn_solver", "nn_solver_update" + (isWide() ? "_f64" : "_f32"));
    count = update.weight().shape().count();
  }

  private boolean isWide() {
    return update.weight().type() == ElementType.FLOAT64;
  }

  @Override
  public double gradientSquares() {
    DeviceTensor gradient = update.gradient();
    double norm = reductions.reduce(Reduction.NORM_2, gradient.matrix(1, Math.toIntExact(count)));
    return norm * norm;
  }

  @Override
  public void apply(GradientFactors gradient, UpdateRule.Factors factors) {
    if (count == 0) {
      return;
    }
    long threads = Math.min(count, Integer.MAX_VALUE);
    scope.launch(
        kernel,
        LaunchShape.threadEach(threads).atMost(kernel.filling(LaunchShape.BLOCK).blocks()),
        form.kernelCode(),
        update.weight().type().kernelCode(),
        count,
        update.weight().memory(),
        update.gradient().memory(),
        update.state().getFirst().memory(),
        update.state().getLast().memory(),
        number(gradient.scale()),
        number(gradient.bound()),
        number(gradient.l2()),
        number(gradient.l1()),
        number(factors.keep()),
        number(factors.first()),
        number(factors.firstGain()),
        number(factors.second()),
        number(factors.secondGain()),
        number(factors.rate()),
        number(factors.lookahead()),
        number(factors.root()),
        number(factors.epsilon()));
  }

  private Number number(double value) {
    if (isWide()) {
      return value;
    }
    return (float) value;
  }
}
