package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.Locale;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.elements.DeviceElementwise;
import org.warpath.linalg.elements.DeviceReductions;
import org.warpath.linalg.elements.Elementwise;
import org.warpath.linalg.elements.Reduction;
import org.warpath.linalg.elements.Reductions;

/**
 * r = x + y and Σxᵢ. Bytes: each vector once.
 *
 * @param device the device
 * @param runs rounds
 * @param report where the figures go
 */
record CudaElementRuns(Device device, int runs, CudaMathReport report) {
  private static final int VERIFIED = 10_007;
  // In float32 1.875; in float64, twice, a little more than 1.
  private static final int FILLING = 0x3ff00000;

  private static final ElementType[] TYPES = {ElementType.FLOAT32, ElementType.FLOAT64};

  /** Verifies, then measures vectors of {@code length}. */
  void run(int length, ArrayNode figures) {
    report.title("r = x + y, and the sum of x, of length " + length);
    for (ElementType type : TYPES) {
      verify(type);
    }
    for (ElementType type : TYPES) {
      try (DeviceScope scope = device.scope()) {
        DeviceVector x = DeviceVector.allocate(scope, type, length, "x");
        DeviceVector y = DeviceVector.allocate(scope, type, length, "y");
        DeviceVector r = DeviceVector.allocate(scope, type, length, "r");
        scope.fillInts(x.memory(), FILLING);
        scope.fillInts(y.memory(), FILLING);
        DeviceElementwise elementwise = new DeviceElementwise(scope);
        DeviceReductions reductions = new DeviceReductions(scope);
        String name = type.name().toLowerCase(Locale.ROOT);
        double bytes = (double) length * type.byteSize();
        report.bound(
            DeviceRace.alone(
                scope,
                runs,
                name + " add",
                3 * bytes,
                () -> elementwise.add(1, x.asRow(), 1, y.asRow(), r.asRow())),
            figures);
        report.bound(
            DeviceRace.alone(
                scope,
                runs,
                name + " sum",
                bytes,
                () -> reductions.reduce(Reduction.SUM, x.asRow())),
            figures);
      }
    }
  }

  private void verify(ElementType type) {
    Vector x = wholeNumbers(type, 7);
    Vector y = wholeNumbers(type, 5);
    Vector expected = Vector.zeros(type, VERIFIED);
    Vector result = Vector.zeros(type, VERIFIED);
    Elementwise.add(1, x, 1, y, expected, Engine.cpu());
    try (DeviceScope scope = device.scope()) {
      DeviceVector deviceX = DeviceVector.uploaded(scope, x, "x");
      DeviceVector deviceY = DeviceVector.uploaded(scope, y, "y");
      DeviceVector r = DeviceVector.allocate(scope, type, VERIFIED, "r");
      new DeviceElementwise(scope).add(1, deviceX.asRow(), 1, deviceY.asRow(), r.asRow());
      r.download(scope, result);
      double sum = new DeviceReductions(scope).reduce(Reduction.SUM, deviceX.asRow());
      CudaMathReport.requireSame("x + y", numbers(result), numbers(expected), 0);
      CudaMathReport.requireSame(
          "sum",
          new double[] {sum},
          new double[] {Reductions.reduce(Reduction.SUM, x, Engine.cpu())},
          0);
    }
  }

  // Small: sums are exact, in any order.
  private static Vector wholeNumbers(ElementType type, int modulus) {
    Vector vector = Vector.zeros(type, VERIFIED);
    for (int i = 0; i < VERIFIED; i++) {
      vector.set(i, i % modulus);
    }
    return vector;
  }

  private static double[] numbers(Vector vector) {
    double[] numbers = new double[vector.length()];
    Arrays.setAll(numbers, vector::get);
    return numbers;
  }
}
