package org.warpath.nn.onnx;

import java.util.List;

/**
 * A node of a model's graph.
 *
 * @param name as the file has it; may be empty
 * @param operator what it does
 * @param domain of the operator; empty for ONNX's own
 * @param inputs the values that it reads; empty names where an optional one is left out
 * @param outputs the values that it makes; empty names where nobody wants one
 */
record OnnxNode(
    String name,
    String operator,
    String domain,
    List<String> inputs,
    List<String> outputs,
    Attributes attributes) {

  /** What it is called in messages, such as {@code node conv1 (Conv)}. */
  String title() {
    return title(name, outputs, operator);
  }

  static String title(String name, List<String> outputs, String operator) {
    String called = name.isEmpty() ? "of output " + String.join(", ", outputs) : name;
    return "node %s (%s)".formatted(called, operator);
  }
}
