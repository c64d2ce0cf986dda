package org.warpath.nn.onnx;

import java.util.List;
import java.util.Map;

/**
 * A model's graph, checked.
 *
 * @param versions of the operator sets, by domain
 * @param nodes each behind those it reads from
 * @param initializers values in the file
 * @param inputs all of them, some of which may have a value in the file
 * @param outputs what the graph is for
 */
record Graph(
    Map<String, Integer> versions,
    List<OnnxNode> nodes,
    Map<String, Constant> initializers,
    List<OnnxInput> inputs,
    List<String> outputs) {

  List<OnnxInput> openInputs() {
    return inputs.stream().filter(input -> !initializers.containsKey(input.name())).toList();
  }
}
