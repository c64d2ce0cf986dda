package org.warpath.linalg.elements;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/**
 * Functions of the elements of vectors and matrices in host memory, of any strides.
 *
 * <p>An operand whose rows are 1 is repeated for each row of the result, and one whose columns are
 * 1 for each column: a 1×n operand is added to every row, an m×1 one to every column, a 1×1 one to
 * every element. The result has its full shape.
 *
 * <p>Operands and result have one type, any; {@link #copy} converts. The CPU engine computes in
 * float64 and rounds once to the type; the CUDA engine computes in float64 for float64, else in
 * float32, so that transcendental functions differ by a few units in the last place.
 *
 * <p>The result may be the same view as an operand (in place), but may share no element with one
 * otherwise. Every method throws {@code IllegalArgumentException} when shapes or types do not fit,
 * operands overlap so or the result's memory is read-only, before anything is written.
 *
 * <p>One pass over memory; a transposing one goes by blocks.
 */
public final class Elementwise {

  private Elementwise() {}

  /** R ← f(A), element by element. */
  public static void apply(UnaryFunction f, Matrix a, Matrix result, Engine engine) {
    String name = f.name();
    ElementShapes.requireSameType(name, result, a);
    ElementShapes.requireBroadcast(name, "A", a, result);
    switch (engine) {
      case Engine.Cpu cpu -> CpuElementwise.apply(f, a, result, cpu.threads());
      case Engine.Cuda cuda -> CudaElementwise.apply(f, a, result, cuda.device());
    }
  }

  /** r ← f(x), element by element. */
  public static void apply(UnaryFunction f, Vector x, Vector result, Engine engine) {
    apply(f, x.asRow(), result.asRow(), engine);
  }

  /** R ← f(A, B), element by element. */
  public static void apply(BinaryFunction f, Matrix a, Matrix b, Matrix result, Engine engine) {
    String name = f.name();
    ElementShapes.requireSameType(name, result, a);
    ElementShapes.requireSameType(name, result, b);
    ElementShapes.requireBroadcast(name, "A", a, result);
    ElementShapes.requireBroadcast(name, "B", b, result);
    switch (engine) {
      case Engine.Cpu cpu -> CpuElementwise.apply(f, a, b, result, cpu.threads());
      case Engine.Cuda cuda -> CudaElementwise.apply(f, a, b, result, cuda.device());
    }
  }

  /** r ← f(x, y), element by element; one of length 1 is repeated. */
  public static void apply(BinaryFunction f, Vector x, Vector y, Vector result, Engine engine) {
    apply(f, x.asRow(), y.asRow(), result.asRow(), engine);
  }

  /**
   * R ← alpha · A + beta · B. An operand whose factor is 0 is not read: NaN in it does not spread.
   */
  public static void add(
      double alpha, Matrix a, double beta, Matrix b, Matrix result, Engine engine) {
    ElementShapes.requireSameType("add", result, a);
    ElementShapes.requireSameType("add", result, b);
    ElementShapes.requireBroadcast("add", "A", a, result);
    ElementShapes.requireBroadcast("add", "B", b, result);
    switch (engine) {
      case Engine.Cpu cpu -> CpuElementwise.add(alpha, a, beta, b, result, cpu.threads());
      case Engine.Cuda cuda -> CudaElementwise.add(alpha, a, beta, b, result, cuda.device());
    }
  }

  /** r ← alpha · x + beta · y, as for matrices. */
  public static void add(
      double alpha, Vector x, double beta, Vector y, Vector result, Engine engine) {
    add(alpha, x.asRow(), beta, y.asRow(), result.asRow(), engine);
  }

  /**
   * R ← A, each element rounded to R's type if that is another. {@code copy(a.transposed(), r, …)}
   * transposes.
   */
  public static void copy(Matrix a, Matrix result, Engine engine) {
    ElementShapes.requireBroadcast("copy", "A", a, result);
    switch (engine) {
      case Engine.Cpu cpu -> CpuElementwise.copy(a, result, cpu.threads());
      case Engine.Cuda cuda -> CudaElementwise.copy(a, result, cuda.device());
    }
  }

  /** r ← x, as for matrices. */
  public static void copy(Vector x, Vector result, Engine engine) {
    copy(x.asRow(), result.asRow(), engine);
  }

  /**
   * R ← f(A), element by element, for any function; types may differ.
   *
   * @param f is called once an element, by several threads at once and in no particular order; what
   *     it throws is thrown on, and the result is then written in part
   */
  public static void map(DoubleUnaryOperator f, Matrix a, Matrix result, Engine.Cpu engine) {
    ElementShapes.requireBroadcast("map", "A", a, result);
    CpuElementwise.map(f, a, result, engine.threads());
  }

  /** r ← f(x), as for matrices. */
  public static void map(DoubleUnaryOperator f, Vector x, Vector result, Engine.Cpu engine) {
    map(f, x.asRow(), result.asRow(), engine);
  }

  /** R ← f(A, B), element by element, for any function, as for one operand. */
  public static void map(
      DoubleBinaryOperator f, Matrix a, Matrix b, Matrix result, Engine.Cpu engine) {
    ElementShapes.requireBroadcast("map", "A", a, result);
    ElementShapes.requireBroadcast("map", "B", b, result);
    CpuElementwise.map(f, a, b, result, engine.threads());
  }

  /** r ← f(x, y), as for matrices. */
  public static void map(
      DoubleBinaryOperator f, Vector x, Vector y, Vector result, Engine.Cpu engine) {
    map(f, x.asRow(), y.asRow(), result.asRow(), engine);
  }
}
