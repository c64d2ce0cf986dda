package org.warpath.nn.onnx.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;
import org.warpath.linalg.ElementType;
import org.warpath.nn.network.Session;
import org.warpath.nn.onnx.OnnxInput;
import org.warpath.nn.onnx.OnnxModel;
import org.warpath.nn.onnx.OnnxNetwork;
import org.warpath.nn.onnx.OnnxTensor;
import org.warpath.nn.onnx.UnsupportedOnnxException;
import org.warpath.nn.onnx.conformance.CaseResult.Outcome;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Runs cases on an engine. Inputs that operators need beforehand, such as weights, are given as
 * such.
 */
public final class Conformance {
  // They only bring operands into the shape of what a case is of.
  private static final Set<String> MINOR =
      Set.of("Constant", "Squeeze", "Unsqueeze", "Transpose", "Reshape");
  private static final int MOST_OPERATORS = 5;

  private final Engine engine;
  private final ElementType type;
  private final Closeness closeness;

  /** On this engine in float64, results as close as ONNX wants them. */
  public Conformance(Engine engine) {
    this(engine, ElementType.FLOAT64, Closeness.ONNX);
  }

  /**
   * Cases with elements of a type, results as close as that allows.
   *
   * @param type of single operators' elements; expected results were computed in float64. Models
   *     without inputs of their own run in the type that they say
   */
  public Conformance(Engine engine, ElementType type, Closeness closeness) {
    this.engine = engine;
    this.type = type;
    this.closeness = closeness;
  }

  /** Runs a case; whatever goes wrong is in the result. */
  public CaseResult run(ConformanceCase one) {
    long start = System.nanoTime();
    String operator = "unknown";
    Outcome outcome = Outcome.FAILED;
    String reason;
    try {
      OnnxModel model = OnnxModel.read(one.model());
      operator = operator(model);
      reason = run(one, model);
      outcome = reason.isEmpty() ? Outcome.PASSED : Outcome.FAILED;
    } catch (UnsupportedOnnxException e) {
      outcome = Outcome.OUT_OF_SCOPE;
      reason = String.join("; ", e.problems());
    } catch (IOException | RuntimeException e) {
      reason = e.toString();
    }
    return new CaseResult(one.name(), operator, outcome, reason, Timings.secondsSince(start));
  }

  private static String operator(OnnxModel model) {
    Set<String> all = new LinkedHashSet<>(model.operators());
    Set<String> major = new LinkedHashSet<>(all);
    major.removeAll(MINOR);
    if (major.size() > MOST_OPERATORS) {
      return "whole network";
    }
    return String.join(" + ", major.isEmpty() ? all : major);
  }

  private String run(ConformanceCase one, OnnxModel model) throws IOException {
    for (ConformanceCase.Data data : one.sets()) {
      boolean isOfOwnInputs = !data.inputs().isEmpty();
      Map<String, Tensor> inputs = isOfOwnInputs ? inputs(model, data.inputs()) : ramps(model);
      OnnxNetwork net = model.network(Map.of(), inputs);
      ElementType elements = isOfOwnInputs ? type : net.type();
      String problem = run(net, elements, inputs, data.outputs());
      if (problem != null) {
        return problem;
      }
    }
    return "";
  }

  private static Map<String, Tensor> inputs(OnnxModel model, List<Path> files) throws IOException {
    List<OnnxInput> named =
        files.size() == model.declaredInputs().size() ? model.declaredInputs() : model.inputs();
    if (files.size() > named.size()) {
      throw new IOException(
          "%d inputs are given, the model reads %d".formatted(files.size(), named.size()));
    }
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      inputs.put(named.get(i).name(), OnnxTensor.read(files.get(i)).tensor());
    }
    return inputs;
  }

  /** ONNX's rule for the models in {@code light}: element i of n is i / n. */
  private static Map<String, Tensor> ramps(OnnxModel model) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (OnnxInput input : model.inputs()) {
      Shape shape = input.shape();
      if (shape == null) {
        throw new IllegalArgumentException("the model does not say the shape of " + input);
      }
      Tensor ramp = Tensor.zeros(ElementType.FLOAT32, shape);
      for (long i = 0; i < shape.count(); i++) {
        ramp.set(i, (double) i / shape.count());
      }
      inputs.put(input.name(), ramp);
    }
    return inputs;
  }

  private @Nullable String run(
      OnnxNetwork net, ElementType elements, Map<String, Tensor> inputs, List<Path> outputs)
      throws IOException {
    try (Session session = net.open(elements, engine)) {
      for (String input : net.network().inputs()) {
        Tensor value = inputs.get(input);
        if (value != null) {
          session.write(input, value);
        }
      }
      session.forward(net.mode());
      List<String> problems = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        String output = net.network().outputs().get(i);
        Tensor expected = OnnxTensor.read(outputs.get(i)).tensor();
        String difference = closeness.difference(session.read(output), expected);
        if (difference != null) {
          problems.add("output " + output + " " + difference);
        }
      }
      return problems.isEmpty() ? null : String.join("; ", problems);
    }
  }
}
