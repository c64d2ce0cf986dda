package org.warpath.nn.solver;

/** The update of one parameter. On a device, calls return before it is done. */
public sealed interface UpdateStep permits CpuUpdate, CudaUpdate {

  /** Σ g², in float64. Waits for the device. */
  double gradientSquares();

  /** w and the state ← the rule's, in one pass over each. */
  void apply(GradientFactors gradient, UpdateRule.Factors factors);
}
