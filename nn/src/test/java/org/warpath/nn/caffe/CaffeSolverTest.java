package org.warpath.nn.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.solver.AdaDelta;
import org.warpath.nn.solver.Adam;
import org.warpath.nn.solver.Clipping;
import org.warpath.nn.solver.RatePolicy;
import org.warpath.nn.solver.Sgd;
import org.warpath.nn.solver.WeightDecay;

class CaffeSolverTest {
  private static final String LEAST =
      "net: 'net.prototxt' base_lr: 0.1 lr_policy: 'fixed' max_iter: 10 ";

  @TempDir private Path folder;

  @BeforeEach
  void writeNet() throws IOException {
    Files.writeString(
        folder.resolve("net.prototxt"), "input: 'x' input_shape { dim: 1 dim: 2 } name: 'n'");
  }

  private CaffeSolver solver(String text) throws IOException {
    Path file = folder.resolve("solver.prototxt");
    Files.writeString(file, text);
    return CaffeSolver.read(file);
  }

  @Test
  void lenet() throws IOException {
    CaffeSolver solver = CaffeSolver.read(Definitions.file("lenet_solver.prototxt"));
    assertThat(solver.rules().rule()).isEqualTo(Sgd.caffe(0.9));
    assertThat(solver.rules().rate()).isEqualTo(new RatePolicy.Inv(0.01, 0.0001, 0.75));
    assertThat(solver.rules().decay()).isEqualTo(WeightDecay.l2(0.0005));
    assertThat(solver.rules().clipping()).isEqualTo(Clipping.NONE);
    assertThat(solver.iterations()).isEqualTo(10_000);
    assertThat(solver.testIterations()).isEqualTo(100);
    assertThat(solver.testInterval()).isEqualTo(500);
    assertThat(solver.snapshotInterval()).isEqualTo(5000);
    assertThat(solver.snapshotPrefix()).isEqualTo("lenet");
    assertThat(solver.net().name()).isEqualTo("LeNet");
    assertThat(solver.net().state().phase()).isEqualTo(Phase.TRAIN);
    assertThat(solver.testNet()).isNotNull();
  }

  @Test
  void rulesOfManyKinds() throws IOException {
    CaffeSolver solver =
        solver(
            "net: 'net.prototxt' base_lr: 0.1 max_iter: 10 lr_policy: 'multistep' gamma: 0.5"
                + " stepvalue: [3, 5] type: 'Adam' momentum: 0.9 regularization_type: 'L1'"
                + " weight_decay: 0.1 clip_gradients: 4 iter_size: 2 solver_mode: CPU");
    assertThat(solver.rules().rule())
        .isEqualTo(new Adam(0.9, 0.999, 1e-8, Adam.Correction.IN_RATE));
    assertThat(solver.rules().rate())
        .isEqualTo(new RatePolicy.MultiStep(0.1, 0.5, List.of(3L, 5L)));
    assertThat(solver.rules().decay()).isEqualTo(WeightDecay.l1(0.1));
    assertThat(solver.rules().clipping()).isEqualTo(Clipping.byNorm(2));
    assertThat(solver.passes()).isEqualTo(2);
    assertThat(solver.mode()).isEqualTo(CaffeSolver.Mode.CPU);
    assertThat(solver.testNet()).isNull();
    assertThat(solver.snapshotPrefix()).isEqualTo("solver");
    assertThat(solver(LEAST + "type: 'AdaDelta' momentum: 0.95 delta: 1e-6").rules().rule())
        .isEqualTo(new AdaDelta(0.95, 1e-6));
    assertThat(solver(LEAST + "solver_type: NESTEROV momentum: 0.5").rules().rule())
        .isEqualTo(Sgd.nesterov(0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "max_iter: 3 | there are two of max_iter, expected one",
        "type: 'Adamax' | expected SGD, Nesterov, AdaGrad, RMSProp, AdaDelta or Adam, found Adamax",
        "type: 'AdaDelta' delta: 0 | epsilon must be above 0, was 0",
        "type: 'AdaGrad' momentum: 0.9 | AdaGrad has none, found 0.9",
        "momentum: 1.5 | momentum must be in [0, 1), was 1.5",
        "test_iter: 3 | expected a test_interval too",
        "test_iter: 3 test_iter: 4 | several tests are not supported",
        "regularization_type: 'L3' | expected L1 or L2, found L3",
        "learning: true | unknown field learning",
      })
  void errors(String more, String error) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> solver(LEAST + more))
        .withMessageContaining("solver.prototxt:1:")
        .withMessageContaining(error);
  }

  @Test
  void missingNetsAreNamed() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> solver(LEAST.replace("net.", "other.")))
        .withMessageContaining("net: there is no file other.prototxt");
  }
}
