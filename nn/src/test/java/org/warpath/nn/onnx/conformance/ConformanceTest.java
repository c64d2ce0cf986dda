package org.warpath.nn.onnx.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.kernels.SharedData;
import org.warpath.linalg.ElementType;
import org.warpath.nn.onnx.conformance.CaseResult.Outcome;

/** ONNX's own cases on the processor. */
class ConformanceTest {
  /** Of float32, whose rounding alone may be beyond ONNX's 1e-7 where terms cancel. */
  private static final Closeness FLOAT32 = new Closeness(1e-3, 5e-7);

  private static final Set<String> OUT_OF_SCOPE = Set.of("DFT", "STFT");

  static ConformanceReport run(Conformance conformance, String... folders) throws IOException {
    List<CaseResult> results = new ArrayList<>();
    for (String folder : folders) {
      for (ConformanceCase one : ConformanceCase.find(SharedData.file("nn/onnx/" + folder))) {
        results.add(conformance.run(one));
      }
    }
    return new ConformanceReport(results);
  }

  static void allPass(ConformanceReport report, int passed) {
    assertThat(report.of(Outcome.FAILED)).isEmpty();
    assertThat(
            report.of(Outcome.OUT_OF_SCOPE).stream()
                .map(CaseResult::operator)
                .collect(Collectors.toSet()))
        .isSubsetOf(OUT_OF_SCOPE);
    assertThat(report.of(Outcome.PASSED)).hasSize(passed);
  }

  @Test
  void allOperators() throws IOException {
    ConformanceReport report =
        run(new Conformance(Engine.cpu(2)), "node", "pytorch-converted", "extra");
    System.out.printf("ONNX's cases on the processor%n%s%s%n", report.byOperator(), report.total());
    allPass(report, 179);
  }

  @Test
  void allOperatorsInFloat32() throws IOException {
    Conformance conformance = new Conformance(Engine.cpu(2), ElementType.FLOAT32, FLOAT32);
    allPass(run(conformance, "node", "pytorch-converted", "extra"), 179);
  }

  @Test
  void wholeNetworks() throws IOException {
    allPass(run(new Conformance(Engine.cpu(2)), "light"), 9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"node/test_relu", "pytorch-converted/test_Conv1d"})
  void aResultThatIsNotAsExpectedFails(String folder) throws IOException {
    ConformanceCase one = ConformanceCase.find(SharedData.file("nn/onnx/" + folder)).getFirst();
    ConformanceCase.Data data = one.sets().getFirst();
    ConformanceCase wrong =
        new ConformanceCase(
            one.name(),
            one.model(),
            List.of(
                new ConformanceCase.Data(
                    data.inputs(),
                    List.of(
                        SharedData.file("nn/onnx/node/test_tanh/test_data_set_0/output_0.pb")))));

    CaseResult result = new Conformance(Engine.cpu(1)).run(wrong);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).startsWith("output ").contains("expected");
  }
}
