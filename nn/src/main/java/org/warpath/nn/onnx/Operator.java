package org.warpath.nn.onnx;

/** Makes layers of a node. */
@FunctionalInterface
interface Operator {
  /**
   * Emits layers, and says what the results are.
   *
   * @throws NodeException if the node uses what is not supported
   * @throws IllegalArgumentException if its inputs or attributes are wrong
   */
  void map(Call call);
}
