package org.warpath.nn.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Tensor;

class CpuSolverTest extends SolverContract {

  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  @Override
  List<ElementType> types() {
    return List.of(ElementType.FLOAT32, ElementType.FLOAT64);
  }

  /** Several tasks, and a last piece that is not full. */
  @Test
  void givesTheSameBitsOnAnyNumberOfThreads() {
    List<Tensor> weights = List.of(ParameterBench.random(100_001, 1));
    List<Tensor> gradients = List.of(ParameterBench.random(100_001, 2));
    ParameterBench bench = new ParameterBench(weights, ElementType.FLOAT32);
    try (Session one = bench.open(Engine.cpu(1));
        Session three = bench.open(Engine.cpu(3))) {
      Solver solver = Solver.of(Adam.usual(), 0.1).with(Clipping.byNorm(1));
      for (Session session : List.of(one, three)) {
        session.learnWith(solver);
        bench.backward(session, gradients);
        session.update();
        session.update();
      }
      assertThat(three.weights().tensors().get("p0.weight").toArray())
          .isEqualTo(one.weights().tensors().get("p0.weight").toArray());
      assertThat(three.weights().tensors().get("p0.weight").get(100_000))
          .isNotEqualTo((double) (float) weights.getFirst().get(100_000));
    }
  }

  @Test
  void keepsNaN() {
    List<Tensor> one = List.of(ParameterBench.random(1, 1));
    ParameterBench bench = new ParameterBench(one, ElementType.FLOAT32);
    Tensor nan = one.getFirst().copy();
    nan.set(0, Double.NaN);
    try (Session session = bench.open(engine())) {
      session.learnWith(Solver.of(Sgd.caffe(0), 0.1).with(Clipping.byValue(1)));
      bench.backward(session, List.of(nan));
      session.update();
      assertThat(bench.weight(session, 0)).containsExactly(Double.NaN);
    }
  }

  @Test
  void goesOnFromAState() {
    List<Tensor> weights = List.of(ParameterBench.random(5, 1));
    List<Tensor> gradients = List.of(ParameterBench.random(5, 2));
    Solver solver = Solver.of(Adam.usual(), new RatePolicy.Exp(0.1, 0.5));
    ParameterBench bench = new ParameterBench(weights, ElementType.FLOAT32);
    try (Session first = bench.open(engine());
        Session second = bench.open(engine())) {
      first.learnWith(solver);
      bench.backward(first, gradients);
      first.update();
      second.load(first.weights());
      second.learnWith(solver);
      second.load(first.solverState());
      assertThat(second.rate()).isEqualTo(0.05);
      bench.backward(second, gradients);
      first.update();
      second.update();
      assertThat(bench.weight(second, 0)).isEqualTo(bench.weight(first, 0));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    ParameterBench bench =
        new ParameterBench(List.of(ParameterBench.random(5, 1)), ElementType.FLOAT32);
    try (Session session = bench.open(engine())) {
      assertThatIllegalStateException()
          .isThrownBy(session::update)
          .withMessage("the session has no solver");
      session.learnWith(Solver.of(Adam.usual(), 1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.load(new SolverState(3, Map.of())))
          .withMessage("solver state p0.weight.mean: expected 1×5, was missing");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sgd.caffe(1))
        .withMessage("momentum must be in [0, 1), was 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clipping.byValue(0))
        .withMessage("bounds on gradients must be above 0, were Infinity and 0.0");
  }
}
