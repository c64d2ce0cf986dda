package org.warpath.bench.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Split;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * An LSTM of separate layers, fourteen a step: what a fused one is measured against. Layers share
 * no weights, so each step has a copy.
 *
 * @param steps S
 * @param batch N
 * @param inputs I
 * @param units H
 */
record StepByStep(int steps, int batch, int inputs, int units) {

  /** Values x0, x1, … and h0, h1, …, from the states {@code h} and {@code c}. */
  Network network() {
    List<String> names = new ArrayList<>(List.of("h", "c"));
    for (int t = 0; t < steps; t++) {
      names.add("x" + t);
    }
    Network.Builder builder = Network.builder(names.toArray(String[]::new));
    String h = "h";
    String c = "c";
    for (int t = 0; t < steps; t++) {
      addStep(builder, t, h, c);
      h = "h" + t;
      c = "c" + t;
    }
    return builder.outputs(h).build();
  }

  private void addStep(Network.Builder builder, int t, String h, String c) {
    builder.add("fromX" + t, FullyConnected.of(4 * units), "x" + t);
    builder.add("fromH" + t, FullyConnected.of(4 * units), h);
    builder.add("sum" + t, Arithmetic.add(), "fromX" + t, "fromH" + t);
    builder.add(
        new Node(
            "split" + t,
            Split.equal(1, 4),
            List.of("sum" + t),
            List.of("sumI" + t, "sumO" + t, "sumF" + t, "sumG" + t)));
    builder.add("i" + t, Activation.sigmoid(), "sumI" + t);
    builder.add("o" + t, Activation.sigmoid(), "sumO" + t);
    builder.add("f" + t, Activation.sigmoid(), "sumF" + t);
    builder.add("g" + t, Activation.tanh(), "sumG" + t);
    builder.add("kept" + t, Arithmetic.multiply(), "f" + t, c);
    builder.add("let" + t, Arithmetic.multiply(), "i" + t, "g" + t);
    builder.add("c" + t, Arithmetic.add(), "kept" + t, "let" + t);
    builder.add("bounded" + t, Activation.tanh(), "c" + t);
    builder.add("h" + t, Arithmetic.multiply(), "o" + t, "bounded" + t);
  }

  Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new HashMap<>();
    shapes.put("h", Shape.of(batch, units));
    shapes.put("c", Shape.of(batch, units));
    for (int t = 0; t < steps; t++) {
      shapes.put("x" + t, Shape.of(batch, inputs));
    }
    return shapes;
  }

  /** The weights of a fused LSTM, a copy a step. */
  Weights weights(Weights fused) {
    Tensor bias = fused.tensors().get("lstm.bias");
    Shape half = Shape.of(4 * units);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (int t = 0; t < steps; t++) {
      weights.put(
          "fromX" + t + ".weight",
          fused.tensors().get("lstm.weight").reshape(Shape.of(4 * units, inputs)));
      weights.put("fromX" + t + ".bias", bias.slice(0, half));
      weights.put(
          "fromH" + t + ".weight",
          fused.tensors().get("lstm.recurrent").reshape(Shape.of(4 * units, units)));
      weights.put("fromH" + t + ".bias", bias.slice(4L * units, half));
    }
    return new Weights(weights);
  }

  /** The inputs of all steps ← x[S×N×I]. */
  void write(Session session, Tensor x) {
    for (int t = 0; t < steps; t++) {
      session.write("x" + t, x.slice((long) t * batch * inputs, Shape.of(batch, inputs)));
    }
  }

  /** dh of all steps from dY[S×N×H]. */
  Map<String, Tensor> seeds(Tensor dy) {
    Map<String, Tensor> seeds = new HashMap<>();
    for (int t = 0; t < steps; t++) {
      seeds.put("h" + t, dy.slice((long) t * batch * units, Shape.of(batch, units)));
    }
    return seeds;
  }
}
