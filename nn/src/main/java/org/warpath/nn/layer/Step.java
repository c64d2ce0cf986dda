package org.warpath.nn.layer;

/** A layer bound to the tensors it works on. On a device, calls return before it is done. */
public interface Step {

  /** Outputs ← the layer's function of inputs and parameters. */
  void forward(Mode mode);

  /**
   * Input gradients ← the output gradients times the function's derivatives at what the last
   * forward pass, in training, saw; parameter gradients += theirs.
   */
  void backward();
}
