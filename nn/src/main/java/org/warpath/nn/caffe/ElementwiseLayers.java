package org.warpath.nn.caffe;

import java.util.ArrayList;
import java.util.List;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.arrays.Arithmetic;
import org.warpath.nn.arrays.Identity;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.tensor.Shape;

/** Arithmetic of blobs, and of blobs and constants. */
final class ElementwiseLayers {
  private ElementwiseLayers() {}

  private enum Operation {
    PROD,
    SUM,
    MAX
  }

  /** (shift + scale·x)^power. */
  static void power(LayerText text, GraphBuilder graph) throws FormatException {
    text.requireBlobs(1, 1);
    Message parameters = text.message().message("power_param");
    double power = parameters.number("power", 1);
    double scale = parameters.number("scale", 1);
    double shift = parameters.number("shift", 0);
    String value = graph.read(text).getFirst();
    List<Operand> operands = new ArrayList<>();
    add(operands, scale, 1, "scale", Arithmetic.multiply());
    add(operands, shift, 0, "shift", Arithmetic.add());
    add(operands, power, 1, "power", Arithmetic.power());
    for (int i = 0; i < operands.size() - 1; i++) {
      Operand operand = operands.get(i);
      value =
          graph.step(text, operand.name(), operand.layer(), value, constant(text, graph, operand));
    }
    if (operands.isEmpty()) {
      graph.apply(text, new Identity());
      return;
    }
    Operand last = operands.getLast();
    graph.apply(text, last.layer(), List.of(value, constant(text, graph, last)));
  }

  private record Operand(String name, double number, Layer layer) {}

  private static void add(
      List<Operand> operands, double number, double neutral, String name, Layer layer) {
    if (number != neutral) {
      operands.add(new Operand(name, number, layer));
    }
  }

  private static String constant(LayerText text, GraphBuilder graph, Operand operand)
      throws FormatException {
    return graph.constant(text, operand.name() + "_constant", operand.number());
  }

  static void eltwise(LayerText text, GraphBuilder graph) throws FormatException {
    text.requireTops(1);
    Message parameters = text.message().message("eltwise_param");
    parameters.ignore("stable_prod_grad");
    Operation operation = parameters.constant("operation", Operation.SUM);
    List<Double> coefficients = parameters.numbers("coeff");
    List<Shape> shapes = graph.inputs(text);
    if (shapes.size() < 2 || shapes.stream().distinct().count() != 1) {
      throw text.error("expected two bottoms or more of one shape, found " + shapes);
    }
    if (!coefficients.isEmpty()
        && (operation != Operation.SUM || coefficients.size() != shapes.size())) {
      throw text.error("expected a coeff for each bottom of a SUM, or none");
    }
    switch (operation) {
      case MAX -> graph.apply(text, Arithmetic.maximum());
      case PROD -> product(text, graph);
      case SUM -> sum(text, graph, coefficients);
    }
  }

  private static void product(LayerText text, GraphBuilder graph) throws FormatException {
    List<String> factors = graph.read(text);
    String product = factors.getFirst();
    for (int i = 1; i < factors.size() - 1; i++) {
      product = graph.step(text, "product" + i, Arithmetic.multiply(), product, factors.get(i));
    }
    graph.apply(text, Arithmetic.multiply(), List.of(product, factors.getLast()));
  }

  private static void sum(LayerText text, GraphBuilder graph, List<Double> coefficients)
      throws FormatException {
    if (coefficients.equals(List.of(1.0, -1.0))) {
      graph.apply(text, Arithmetic.subtract());
      return;
    }
    List<String> terms = new ArrayList<>(graph.read(text));
    for (int i = 0; i < coefficients.size(); i++) {
      if (coefficients.get(i) != 1) {
        Operand operand = new Operand("coeff" + i, coefficients.get(i), Arithmetic.multiply());
        String constant = constant(text, graph, operand);
        terms.set(i, graph.step(text, operand.name(), operand.layer(), terms.get(i), constant));
      }
    }
    graph.apply(text, Arithmetic.add(), terms);
  }
}
