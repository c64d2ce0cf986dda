package org.warpath.api.selftest;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.elements.BinaryFunction;
import org.warpath.linalg.elements.Elementwise;
import org.warpath.linalg.elements.Extreme;
import org.warpath.linalg.elements.Reduction;
import org.warpath.linalg.elements.Reductions;
import org.warpath.linalg.elements.UnaryFunction;

/** Dense linear algebra on a device against the CPU engine. */
final class LinalgChecks {
  private static final int ROWS = 301;
  private static final int COLUMNS = 67;
  // Roundings by which an element may differ: DeviceElementwise states at most 4 for its functions.
  private static final double ROUNDINGS = 8;

  private final Engine.Cuda tested;
  private final Engine.Cpu reference;
  private final Consumer<Check> listener;

  LinalgChecks(Engine.Cuda tested, Engine.Cpu reference, Consumer<Check> listener) {
    this.tested = tested;
    this.reference = reference;
    this.listener = listener;
  }

  /** What is wrong, if anything. */
  private interface Comparison {
    Optional<String> run();
  }

  void run() {
    for (ElementType type : ElementType.values()) {
      check("functions of elements", type, () -> functions(type));
      check("conversion, transposition", type, () -> conversions(type));
      check("reductions", type, () -> reductions(type));
    }
    check("empty sums, divisors of 0", ElementType.FLOAT64, this::withoutCublas);
    // The driver brings no cuBLAS: a device is fit for graphs without it.
    if (CudaLibraries.instance().located(CudaLibrary.CUBLAS).isPresent()) {
      for (ElementType type : ElementType.values()) {
        check("gemm", type, () -> product(type));
      }
    }
  }

  private void check(String what, ElementType type, Comparison comparison) {
    long start = System.nanoTime();
    Optional<String> failure;
    try {
      failure = comparison.run();
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      failure = Optional.of(e.toString()); // the table tells it, and the exit code
    }
    double seconds = Timings.secondsSince(start);
    listener.accept(new Check(what, type + " " + ROWS + "×" + COLUMNS, failure, 0, 0, seconds, 0));
  }

  private static Matrix random(ElementType type, int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix matrix = Matrix.zeros(type, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, random.nextDouble(0.125, 4));
      }
    }
    return matrix;
  }

  private static double epsilon(ElementType type) {
    return switch (type) {
      case FLOAT16 -> 0x1p-10;
      case BFLOAT16 -> 0x1p-7;
      case FLOAT32 -> 0x1p-23;
      case FLOAT64 -> 0x1p-52;
    };
  }

  private static Optional<String> difference(
      Object what, Matrix expected, Matrix actual, double relative) {
    for (int i = 0; i < expected.rows(); i++) {
      for (int j = 0; j < expected.columns(); j++) {
        double wanted = expected.get(i, j);
        if (!(Math.abs(actual.get(i, j) - wanted) <= relative * Math.abs(wanted))) {
          return Optional.of(
              "%s: element (%d, %d) expected %s, was %s"
                  .formatted(what, i, j, wanted, actual.get(i, j)));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> functions(ElementType type) {
    Matrix a = random(type, ROWS, COLUMNS, 1);
    Matrix b = random(type, 1, COLUMNS, 2);
    Matrix expected = Matrix.zeros(type, ROWS, COLUMNS);
    Matrix actual = Matrix.zeros(type, ROWS, COLUMNS);
    Optional<String> failure = Optional.empty();
    for (UnaryFunction f : UnaryFunction.values()) {
      if (f == UnaryFunction.LOG || f == UnaryFunction.TAN) {
        continue; // near a zero or a pole rounding the argument outweighs the function
      }
      Elementwise.apply(f, a, expected, reference);
      Elementwise.apply(f, a, actual, tested);
      failure = failure.or(() -> difference(f, expected, actual, ROUNDINGS * epsilon(type)));
    }
    for (BinaryFunction f : BinaryFunction.values()) {
      Elementwise.apply(f, a, b, expected, reference);
      Elementwise.apply(f, a, b, actual, tested);
      failure = failure.or(() -> difference(f, expected, actual, ROUNDINGS * epsilon(type)));
    }
    Elementwise.add(2, a, 0.5, b, expected, reference);
    Elementwise.add(2, a, 0.5, b, actual, tested);
    return failure.or(() -> difference("add", expected, actual, 0));
  }

  private Optional<String> conversions(ElementType type) {
    Matrix a = random(type, ROWS, COLUMNS, 3);
    Optional<String> failure = Optional.empty();
    for (ElementType to : ElementType.values()) {
      Matrix expected = Matrix.zeros(to, ROWS, COLUMNS);
      Matrix actual = Matrix.zeros(to, ROWS, COLUMNS);
      Elementwise.copy(a, expected, reference);
      Elementwise.copy(a, actual, tested);
      failure = failure.or(() -> difference("to " + to, expected, actual, 0));
      Matrix turned = Matrix.zeros(to, COLUMNS, ROWS);
      Elementwise.copy(a.transposed(), turned, tested);
      failure = failure.or(() -> difference("to " + to, expected, turned.transposed(), 0));
    }
    return failure;
  }

  private Optional<String> reductions(ElementType type) {
    Matrix terms = random(type, ROWS, COLUMNS, 4);
    // As often 2 as ½, so that no product of them overflows; each is exact.
    Matrix factors = Matrix.zeros(type, ROWS, COLUMNS);
    Elementwise.map(x -> x < 1 ? -0.5 : x > 3.125 ? 2 : 1, terms, factors, reference);
    Optional<String> failure = Optional.empty();
    for (Reduction reduction : Reduction.values()) {
      Matrix a = reduction == Reduction.PRODUCT ? factors : terms;
      Vector expected = Vector.zeros(ElementType.FLOAT64, COLUMNS);
      Vector actual = Vector.zeros(ElementType.FLOAT64, COLUMNS);
      Reductions.reduceColumns(reduction, a, expected, reference);
      Reductions.reduceColumns(reduction, a, actual, tested);
      failure = failure.or(() -> difference(reduction, expected.asRow(), actual.asRow(), 1e-13));
      Matrix all = Matrix.of(new double[] {Reductions.reduce(reduction, a, reference)});
      Matrix same = Matrix.of(new double[] {Reductions.reduce(reduction, a, tested)});
      failure = failure.or(() -> difference(reduction, all, same, 1e-12));
    }
    for (Extreme extreme : Extreme.values()) {
      Matrix b = random(type, ROWS, COLUMNS, 5);
      long expected = Reductions.indexOf(extreme, b, reference);
      long actual = Reductions.indexOf(extreme, b, tested);
      if (expected != actual) {
        failure =
            failure.or(() ->
                Optional.of("%s expected at %d, was at %d".formatted(extreme, expected, actual)));
      }
    }
    return failure;
  }

  private Optional<String> withoutCublas() {
    Matrix host = random(ElementType.FLOAT64, ROWS, ROWS, 6);
    Matrix expected = Matrix.zeros(ElementType.FLOAT64, ROWS, ROWS);
    Elementwise.add(-2, host, 0, host, expected, reference);
    try (DeviceScope scope = tested.device().scope()) {
      DeviceBlas blas = new DeviceBlas(scope);
      DeviceMatrix c = DeviceMatrix.uploaded(scope, host, "C");
      DeviceMatrix none = DeviceMatrix.allocate(scope, ElementType.FLOAT64, ROWS, 0, "A");
      blas.gemm(1, none, none.transposed(), -2, c);
      Matrix actual = Matrix.zeros(ElementType.FLOAT64, ROWS, ROWS);
      c.download(scope, actual);
      Optional<String> failure = difference("−2 · C", expected, actual, 0);
      host.set(ROWS - 1, ROWS - 1, 0);
      DeviceMatrix singular = DeviceMatrix.uploaded(scope, host, "T");
      try {
        blas.trsm(Side.LEFT, Triangle.LOWER, Diagonal.STORED, 1, singular, c);
        return failure.or(() -> Optional.of("a 0 on a diagonal was not found"));
      } catch (SingularMatrixException e) {
        return failure.or(() ->
            e.pivot() == ROWS - 1
                ? Optional.empty()
                : Optional.of("pivot " + e.pivot() + " is not 0"));
      }
    }
  }

  // All terms are positive, so that the sums' relative error is bounded by their length.
  private Optional<String> product(ElementType type) {
    Matrix a = random(type, ROWS, COLUMNS, 7);
    Matrix b = random(type, COLUMNS, ROWS, 8);
    double sums = COLUMNS * epsilon(type == ElementType.FLOAT64 ? type : ElementType.FLOAT32);
    return difference(
        "A·B",
        Blas.multiply(a, b, reference),
        Blas.multiply(a, b, tested),
        sums + (type.isHalf() ? 2 * epsilon(type) : 0));
  }
}
