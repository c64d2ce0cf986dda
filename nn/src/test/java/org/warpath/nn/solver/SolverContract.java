package org.warpath.nn.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.kernels.onnx.OnnxCase;
import org.warpath.linalg.ElementType;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** What solvers do on every engine. */
abstract class SolverContract {
  static final List<Solver> SOLVERS =
      List.of(
          Solver.of(Sgd.caffe(0.9), 0.1),
          new Solver(
              Sgd.nesterov(0.9),
              new RatePolicy.Inv(0.1, 0.3, 0.75),
              new WeightDecay(0.1, 0.05),
              Clipping.byValue(0.8)),
          Solver.of(Sgd.onnx(0.9, 0.5, false), 0.1).with(Clipping.byNorm(2)),
          Solver.of(Sgd.onnx(0.9, 0.5, true), 0.1),
          Solver.of(new RmsProp(0.95, 1e-4), 0.01),
          Solver.of(new Adagrad(1e-4), 0.1),
          Solver.of(new AdaDelta(0.9, 1e-3), 0.5),
          Solver.of(Adam.usual(), 0.01),
          Solver.of(new Adam(0.9, 0.99, 1e-4, Adam.Correction.IN_RATE), 0.01),
          Solver.of(new AdamW(Adam.usual(), 0.1), 0.01));

  abstract Engine engine();

  abstract List<ElementType> types();

  static List<Solver> solvers() {
    return SOLVERS;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adagrad",
        "adagrad_multiple",
        "adam",
        "adam_multiple",
        "momentum",
        "momentum_multiple",
        "nesterov_momentum"
      })
  void isOnnxs(String name) throws IOException, URISyntaxException {
    OnnxCase given =
        OnnxCase.read(
            Path.of(Objects.requireNonNull(getClass().getResource("/onnx/test_" + name)).toURI()));
    double rate = given.inputs().get(0).orElseThrow().scalar();
    double iteration = given.inputs().get(1).orElseThrow().scalar();
    assertThat(iteration).isZero();
    UpdateRule rule = rule(given, name.startsWith("nesterov"));
    Solver solver =
        Solver.of(rule, rate)
            .with(WeightDecay.l2(given.floats().getOrDefault("norm_coefficient", 0f)));

    int parts = 2 + rule.stateNames().size();
    int count = (given.inputs().size() - 2) / parts;
    List<List<Tensor>> tensors = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      List<Tensor> each = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        each.add(tensor(given.inputs().get(2 + part * count + i).orElseThrow()));
      }
      tensors.add(each);
    }
    ParameterBench bench = new ParameterBench(tensors.get(0), ElementType.FLOAT32);
    try (Session session = bench.open(engine())) {
      session.learnWith(solver);
      session.load(state(rule, tensors));
      bench.backward(session, tensors.get(1));
      session.update();
      Map<String, Tensor> after = session.solverState().tensors();
      for (int i = 0; i < count; i++) {
        isClose(bench.weight(session, i), given.outputs().get(i).values());
        for (int s = 0; s < rule.stateNames().size(); s++) {
          isClose(
              after.get(ParameterBench.name(i) + "." + rule.stateNames().get(s)).toArray(),
              given.outputs().get((1 + s) * count + i).values());
        }
      }
    }
  }

  private static UpdateRule rule(OnnxCase given, boolean isNesterov) {
    double epsilon = given.floats().getOrDefault("epsilon", 0f);
    double alpha = given.floats().getOrDefault("alpha", 0f);
    double beta = given.floats().getOrDefault("beta", 0f);
    return switch (given.operator()) {
      case "Adagrad" -> new Adagrad(epsilon);
      case "Adam" -> new Adam(alpha, beta, epsilon, Adam.Correction.IN_RATE_FROM_1);
      case "Momentum" -> Sgd.onnx(alpha, beta, isNesterov);
      default -> throw new IllegalArgumentException(given.operator());
    };
  }

  private static SolverState state(UpdateRule rule, List<List<Tensor>> tensors) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (int s = 0; s < rule.stateNames().size(); s++) {
      for (int i = 0; i < tensors.getFirst().size(); i++) {
        state.put(
            ParameterBench.name(i) + "." + rule.stateNames().get(s), tensors.get(2 + s).get(i));
      }
    }
    return new SolverState(0, state);
  }

  private static Tensor tensor(OnnxCase.Tensor tensor) {
    return Tensor.of(Shape.of(1, tensor.values().length), tensor.floats());
  }

  private static void isClose(double[] found, double[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-7 + 1e-5 * Math.abs(expected[i])));
    }
  }

  /** Against the formulas as they are published, step by step in float64. */
  @ParameterizedTest
  @MethodSource("solvers")
  void isThePublishedFormula(Solver solver) {
    for (ElementType type : types()) {
      // The last step's rounding of a 16-bit parameter is that of each step before.
      double tolerance =
          switch (type) {
            case FLOAT16 -> 1e-2;
            case BFLOAT16 -> 6e-2;
            case FLOAT32 -> 1e-5;
            case FLOAT64 -> 1e-13;
          };
      List<Tensor> weights = List.of(ParameterBench.random(70, 1), ParameterBench.random(3, 2));
      ParameterBench bench = new ParameterBench(weights, type);
      ReferenceSolver reference = new ReferenceSolver(solver, weights);
      try (Session session = bench.open(engine())) {
        session.learnWith(solver);
        for (int t = 0; t < 4; t++) {
          List<Tensor> gradients =
              List.of(ParameterBench.random(70, 10 + t), ParameterBench.random(3, 20 + t));
          bench.backward(session, gradients);
          session.update();
          reference.update(gradients, t);
        }
        for (int i = 0; i < 2; i++) {
          double[] found = bench.weight(session, i);
          for (int j = 0; j < found.length; j++) {
            assertThat(found[j])
                .as("%s, %s, element %d of %d", solver, type, j, i)
                .isCloseTo(reference.weight(i, j), within(tolerance));
          }
        }
      }
    }
  }
}
