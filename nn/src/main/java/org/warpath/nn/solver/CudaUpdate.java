package org.warpath.nn.solver;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.elements.DeviceReductions;
import org.warpath.linalg.elements.Reduction;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Precision;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link UpdateStep} on a device: one launch a parameter. */
public final class CudaUpdate implements UpdateStep {
  private final Update<DeviceTensor> update;
  private final UpdateRule.Form form;
  private final DeviceReductions reductions;
  private final Kernels kernels;
  private final Precision precision;
  private final long count;

  /** An update by a rule of this form. */
  public CudaUpdate(Update<DeviceTensor> update, UpdateRule.Form form, DeviceScope scope) {
    this.update = update;
    this.form = form;
    reductions = new DeviceReductions(scope);
    kernels = new Kernels(scope, "nn_solver").in(update.weight().type());
    precision = Precision.of(update.weight().type());
    count = update.weight().shape().count();
  }

  @Override
  public double gradientSquares() {
    DeviceTensor gradient = update.gradient();
    double norm = reductions.reduce(Reduction.NORM_2, gradient.matrix(1, Math.toIntExact(count)));
    return norm * norm;
  }

  @Override
  public void apply(GradientFactors gradient, UpdateRule.Factors factors) {
    kernels.threadEach(
        "nn_solver_update",
        count,
        form.kernelCode(),
        update.weight().type().kernelCode(),
        count,
        update.weight().memory(),
        update.gradient().memory(),
        update.state().getFirst().memory(),
        update.state().getLast().memory(),
        precision.number(gradient.scale()),
        precision.number(gradient.bound()),
        precision.number(gradient.l2()),
        precision.number(gradient.l1()),
        precision.number(factors.keep()),
        precision.number(factors.first()),
        precision.number(factors.firstGain()),
        precision.number(factors.second()),
        precision.number(factors.secondGain()),
        precision.number(factors.rate()),
        precision.number(factors.lookahead()),
        precision.number(factors.root()),
        precision.number(factors.epsilon()));
  }
}
