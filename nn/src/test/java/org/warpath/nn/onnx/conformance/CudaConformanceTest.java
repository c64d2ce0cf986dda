package org.warpath.nn.onnx.conformance;

import static org.warpath.nn.onnx.conformance.ConformanceTest.allPass;
import static org.warpath.nn.onnx.conformance.ConformanceTest.run;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;

/** ONNX's own cases on a device. */
@GpuTest
@NoLeaks
class CudaConformanceTest {

  @BeforeAll
  static void warm() {
    WarmDevice.openWithCublas();
  }

  @Test
  void allOperators() throws IOException {
    ConformanceReport report =
        run(new Conformance(TestDevice.engine()), "node", "pytorch-converted", "extra");
    System.out.printf(
        "ONNX's cases on %s%n%s%s%n", TestDevice.engine(), report.byOperator(), report.total());
    allPass(report, 179);
  }

  @Test
  void allOperatorsInFloat32() throws IOException {
    Conformance conformance =
        new Conformance(TestDevice.engine(), ElementType.FLOAT32, new Closeness(1e-3, 5e-7));
    allPass(run(conformance, "node", "pytorch-converted", "extra"), 179);
  }

  @Test
  void wholeNetworks() throws IOException {
    Assumptions.assumeFalse(TestDevice.emulated(), "too slow on the emulated driver");
    allPass(run(new Conformance(TestDevice.engine()), "light"), 9);
  }
}
