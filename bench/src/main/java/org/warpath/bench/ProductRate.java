package org.warpath.bench;

import java.lang.foreign.Arena;
import java.util.function.Supplier;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * How fast an engine multiplies square matrices of float32 with normal numbers: the yardstick of
 * layers that are products.
 *
 * @param size rows and columns: 1024, on a device 4096
 * @param product makes the product some times
 */
record ProductRate(int size, Supplier<Measurement> product) {
  private static final double WARM_UP_SECONDS = 1;
  private static final int SMALL = 32;

  /** With matrices in {@code arena}, which several threads use; warm unless {@code small}. */
  static ProductRate onCpu(Arena arena, Engine.Cpu engine, int runs, boolean small) {
    int size = small ? SMALL : 1024;
    Matrix a = normal(arena, size, 1);
    Matrix b = normal(arena, size, 2);
    Matrix c = Matrix.zeros(arena, ElementType.FLOAT32, size, size);
    Runnable multiply = () -> Blas.gemm(1, a, b, 0, c, engine);
    long begin = System.nanoTime();
    do {
      multiply.run();
    } while (!small && Timings.secondsSince(begin) < WARM_UP_SECONDS);
    return new ProductRate(
        size, () -> Measurement.of("product", 2, runs, 0, () -> LayerRuns.seconds(multiply)));
  }

  /** With matrices on a device. */
  static ProductRate onDevice(DeviceScope scope, int runs, boolean small) {
    int size = small ? SMALL : 4096;
    DeviceMatrix a = uploaded(scope, size, 1);
    DeviceMatrix b = uploaded(scope, size, 2);
    DeviceMatrix c = DeviceMatrix.allocate(scope, ElementType.FLOAT32, size, size, "C");
    DeviceBlas blas = new DeviceBlas(scope);
    return new ProductRate(
        size,
        () ->
            DeviceRace.alone(
                scope, runs, "product", 0, () -> blas.gemm(1, a, b, 0, c, GemmMath.FULL)));
  }

  private static DeviceMatrix uploaded(DeviceScope scope, int size, long key) {
    try (Arena arena = Arena.ofConfined()) {
      return DeviceMatrix.uploaded(scope, normal(arena, size, key), "a factor");
    }
  }

  private static Matrix normal(Arena arena, int size, long key) {
    Tensor tensor = Tensor.zeros(arena, ElementType.FLOAT32, Shape.of(size, size));
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(key));
    return tensor.matrix(size, size);
  }

  /** By the median of some products made now. */
  double multiplyAddsPerSecond() {
    return Math.pow(size, 3) / product.get().median();
  }
}
