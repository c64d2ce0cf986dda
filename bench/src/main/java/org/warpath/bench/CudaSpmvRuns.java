package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.warpath.bench.math.Laplacian;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.DeviceCsr;
import org.warpath.linalg.sparse.DeviceSpmv;
import org.warpath.linalg.sparse.Semiring;
import org.warpath.linalg.sparse.blas.SparseBlas;
import org.warpath.linalg.sparse.cuda.CusparseCsr;
import org.warpath.linalg.sparse.cuda.CusparseSpmv;

/**
 * y = A·x with the seven-point Laplacian of a cube, by each way that the engine has: our kernels of
 * float32 (shared with graphs) and of float64 (the solvers'), and cuSPARSE. Bytes: the matrix, and
 * each of x and y once.
 *
 * @param device the device
 * @param runs rounds
 * @param report where the figures go
 */
record CudaSpmvRuns(Device device, int runs, CudaMathReport report) {
  private static final int VERIFIED_SIDE = 7;

  /** A product in several ways. */
  private interface Visitor {
    void product(String name, int offsetBytes, Runnable product);
  }

  /** Verifies, then measures the matrix of a cube of {@code side}³ points. */
  void run(int side, ArrayNode figures) {
    report.title("y = A·x, seven-point Laplacian of a cube of side " + side);
    verify();
    for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.FLOAT64}) {
      try (Arena arena = Arena.ofShared();
          DeviceScope scope = device.scope()) {
        Csr matrix = Laplacian.ofCube(arena, side, type);
        DeviceVector x = DeviceVector.uploaded(scope, vector(matrix), "x");
        DeviceVector y = DeviceVector.allocate(scope, type, matrix.rowCount(), "y");
        double entries = (double) matrix.entryCount() * (Integer.BYTES + type.byteSize());
        double vectors = 2.0 * matrix.rowCount() * type.byteSize();
        each(
            scope,
            matrix,
            x,
            y,
            (name, offsetBytes, product) ->
                report.bound(
                    DeviceRace.alone(
                        scope,
                        runs,
                        name,
                        entries + vectors + (matrix.rowCount() + 1.0) * offsetBytes,
                        product),
                    figures));
      }
    }
  }

  private static void each(
      DeviceScope scope, Csr matrix, DeviceVector x, DeviceVector y, Visitor visitor) {
    DeviceCsr a = DeviceCsr.resident(scope, matrix);
    String type = a.type().name().toLowerCase(Locale.ROOT);
    visitor.product(type + " kernel", Long.BYTES, ours(scope, a, x, y));
    CusparseCsr b = CusparseCsr.resident(scope, matrix);
    try (CusparseSpmv cusparse = new CusparseSpmv(scope, b, x, y)) {
      visitor.product(type + " cuSPARSE", Integer.BYTES, cusparse::multiply);
    }
  }

  private static Runnable ours(DeviceScope scope, DeviceCsr a, DeviceVector x, DeviceVector y) {
    if (a.type() == ElementType.FLOAT32) {
      DeviceSpmv product = new DeviceSpmv(scope, a);
      return () -> product.multiply(x.memory(), y.memory(), Semiring.PLUS_TIMES);
    }
    int width = Integer.highestOneBit(Math.clamp((long) a.meanRowLength(), 1, LaunchShape.WARP));
    return () ->
        scope.launch(
            scope.kernel("krylov_matrix", "krylov_spmv"),
            LaunchShape.threadEach((long) a.rowCount() * width),
            a.rowCount(),
            width,
            a.rowOffsets(),
            a.columnIndices(),
            1,
            a.valuesOrColumns(),
            x.memory(),
            y.memory());
  }

  // Small whole numbers: sums are exact, in any order.
  private static Vector vector(Csr matrix) {
    Vector x = Vector.zeros(matrix.type(), matrix.columnCount());
    for (int i = 0; i < x.length(); i++) {
      x.set(i, i % 7);
    }
    return x;
  }

  private void verify() {
    for (ElementType type : new ElementType[] {ElementType.FLOAT32, ElementType.FLOAT64}) {
      Map<String, double[]> results = new LinkedHashMap<>();
      try (Arena arena = Arena.ofShared();
          DeviceScope scope = device.scope()) {
        Csr matrix = Laplacian.ofCube(arena, VERIFIED_SIDE, type);
        Vector from = vector(matrix);
        Vector to = Vector.zeros(type, matrix.rowCount());
        DeviceVector x = DeviceVector.uploaded(scope, from, "x");
        DeviceVector y = DeviceVector.allocate(scope, type, matrix.rowCount(), "y");
        each(
            scope,
            matrix,
            x,
            y,
            (name, _, product) -> {
              scope.zero(y.memory());
              product.run();
              y.download(scope, to);
              results.put(name, numbers(to));
            });
        SparseBlas.spmv(1, matrix, from, 0, to, Engine.cpu());
        double[] expected = numbers(to);
        results.forEach(
            (name, result) -> CudaMathReport.requireSame("A·x, " + name, result, expected, 0));
      }
    }
  }

  private static double[] numbers(Vector vector) {
    double[] numbers = new double[vector.length()];
    Arrays.setAll(numbers, vector::get);
    return numbers;
  }
}
