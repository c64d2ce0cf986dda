package org.warpath.nn.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Layers of constants: computed at once, on the processor. */
final class Folding {
  private static final String LAYER = "layer";

  private Folding() {}

  static List<Value> outputs(
      Layer layer, int outputs, Map<String, Constant> parameters, List<Value> inputs) {
    List<Constant> given = inputs.stream().map(value -> ((Value.Known) value).constant()).toList();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      shapes.put("x" + i, given.get(i).shape());
    }
    List<String> made = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      made.add("y" + i);
    }
    Network network =
        Network.builder(shapes.keySet().toArray(String[]::new))
            .add(new Node(LAYER, layer, List.copyOf(shapes.keySet()), made))
            .outputs(made.toArray(String[]::new))
            .build();
    Map<String, Tensor> weights = new LinkedHashMap<>();
    parameters.forEach((name, value) -> weights.put(LAYER + "." + name, value.tensor()));
    boolean isLearned = given.stream().anyMatch(Constant::isLearned);
    boolean isWide = given.stream().anyMatch(Constant::isWide);
    Session.Opening opening =
        new Session.Opening(
            network, shapes, isWide ? ElementType.FLOAT64 : ElementType.FLOAT32, false, 0);
    try (Session session = Session.open(opening, new Weights(weights), Engine.cpu())) {
      for (int i = 0; i < given.size(); i++) {
        session.write("x" + i, given.get(i).tensor());
      }
      session.forward(Mode.INFERENCE);
      Kind kind = given.getFirst().kind();
      return made.stream()
          .map(name -> (Value) new Value.Known(new Constant(kind, session.read(name), isLearned)))
          .toList();
    }
  }
}
