package org.warpath.linalg.solve;

import java.util.Objects;
import java.util.function.BiConsumer;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.blas.SparseBlas;

/** The operators made by {@link LinearOperator}'s methods. */
final class Operators {

  private Operators() {}

  /** Type and shape, such as {@code "float64 3×4"}; for messages. */
  static String describe(LinearOperator a) {
    return a.type().name().toLowerCase(java.util.Locale.ROOT) + " " + a.rows() + "×" + a.columns();
  }

  static void requireFloating(ElementType type) {
    if (type.isHalf()) {
      throw new IllegalArgumentException(
          "an operator's elements must be float32 or float64, not " + type);
    }
  }

  static void requireVectors(LinearOperator a, Vector x, Vector y) {
    if (x.type() != a.type()
        || y.type() != a.type()
        || x.length() != a.columns()
        || y.length() != a.rows()) {
      throw new IllegalArgumentException(
          "a %s operator does not take %s to %s".formatted(describe(a), x.shape(), y.shape()));
    }
    if (!x.isContiguous() || !y.isContiguous()) {
      throw new IllegalArgumentException("an operator's vectors must be contiguous");
    }
  }

  /** One that each engine computes in its own way. */
  sealed interface Known extends LinearOperator
      permits OfCsr, OfMatrix, Identity, Scaled, Sum, Product {
    void onCpu(Vector x, Vector y, Engine.Cpu engine);

    @Override
    default void apply(Vector x, Vector y, Engine engine) {
      requireVectors(this, x, y);
      switch (engine) {
        case Engine.Cpu cpu -> onCpu(x, y, cpu);
        case Engine.Cuda cuda -> DeviceOperator.applyOnce(this, x, y, cuda.device());
      }
    }
  }

  record OfCsr(Csr matrix) implements Known {
    @Override
    public ElementType type() {
      return matrix.type();
    }

    @Override
    public int rows() {
      return matrix.rowCount();
    }

    @Override
    public int columns() {
      return matrix.columnCount();
    }

    @Override
    public void onCpu(Vector x, Vector y, Engine.Cpu engine) {
      SparseBlas.spmv(1, matrix, x, 0, y, engine);
    }
  }

  record OfMatrix(Matrix matrix) implements Known {
    OfMatrix {
      requireFloating(matrix.type());
    }

    @Override
    public ElementType type() {
      return matrix.type();
    }

    @Override
    public int rows() {
      return matrix.rows();
    }

    @Override
    public int columns() {
      return matrix.columns();
    }

    @Override
    public void onCpu(Vector x, Vector y, Engine.Cpu engine) {
      Blas.gemv(1, matrix, x, 0, y, engine);
    }
  }

  record Identity(ElementType type, int size) implements Known {
    Identity {
      requireFloating(type);
      if (size < 0) {
        throw new IllegalArgumentException("size must be at least 0, was " + size);
      }
    }

    @Override
    public int rows() {
      return size;
    }

    @Override
    public int columns() {
      return size;
    }

    @Override
    public void onCpu(Vector x, Vector y, Engine.Cpu engine) {
      y.memory().copyFrom(x.memory());
    }
  }

  record Scaled(LinearOperator operator, double factor) implements Known {
    @Override
    public ElementType type() {
      return operator.type();
    }

    @Override
    public int rows() {
      return operator.rows();
    }

    @Override
    public int columns() {
      return operator.columns();
    }

    @Override
    public void onCpu(Vector x, Vector y, Engine.Cpu engine) {
      operator.apply(x, y, engine);
      new CpuVectors(type(), engine.threads()).scale(factor, y, y);
    }
  }

  record Sum(LinearOperator first, LinearOperator second) implements Known {
    Sum {
      if (first.type() != second.type()
          || first.rows() != second.rows()
          || first.columns() != second.columns()) {
        throw new IllegalArgumentException(
            "a %s and a %s operator have no sum".formatted(describe(first), describe(second)));
      }
    }

    @Override
    public ElementType type() {
      return first.type();
    }

    @Override
    public int rows() {
      return first.rows();
    }

    @Override
    public int columns() {
      return first.columns();
    }

    @Override
    public void onCpu(Vector x, Vector y, Engine.Cpu engine) {
      Vector other = Vector.zeros(type(), rows());
      first.apply(x, y, engine);
      second.apply(x, other, engine);
      new CpuVectors(type(), engine.threads()).axpy(1, other, y);
    }
  }

  record Product(LinearOperator outer, LinearOperator inner) implements Known {
    Product {
      if (outer.type() != inner.type() || outer.columns() != inner.rows()) {
        throw new IllegalArgumentException(
            "a %s and a %s operator have no product".formatted(describe(outer), describe(inner)));
      }
    }

    @Override
    public ElementType type() {
      return outer.type();
    }

    @Override
    public int rows() {
      return outer.rows();
    }

    @Override
    public int columns() {
      return inner.columns();
    }

    @Override
    public void onCpu(Vector x, Vector y, Engine.Cpu engine) {
      Vector between = Vector.zeros(type(), inner.rows());
      inner.apply(x, between, engine);
      outer.apply(between, y, engine);
    }
  }

  record OfFunction(ElementType type, int size, BiConsumer<Vector, Vector> function)
      implements LinearOperator {
    OfFunction {
      requireFloating(type);
      Objects.requireNonNull(function, "function");
      if (size < 0) {
        throw new IllegalArgumentException("size must be at least 0, was " + size);
      }
    }

    @Override
    public int rows() {
      return size;
    }

    @Override
    public int columns() {
      return size;
    }

    @Override
    public void apply(Vector x, Vector y, Engine engine) {
      requireVectors(this, x, y);
      function.accept(x, y);
    }
  }
}
