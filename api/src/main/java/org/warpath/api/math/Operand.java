package org.warpath.api.math;

import java.util.function.Supplier;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.sparse.Csr;

/** An array or a sparse matrix that an operation takes. */
public sealed interface Operand {

  /** An array of any number of dimensions. */
  record Dense(String name, NpyArray array) implements Operand {}

  /** A sparse matrix. */
  record Sparse(String name, Csr matrix) implements Operand {}

  /** What messages call it: a file, or a field of a request. */
  String name();

  /** This operand as a dense array. */
  default NpyArray requireArray() {
    return switch (this) {
      case Dense dense -> dense.array();
      case Sparse sparse ->
          throw new IllegalArgumentException(
              "%s is a sparse matrix (%s), expected a dense one"
                  .formatted(sparse.name(), sparse.matrix().shape()));
    };
  }

  /** This operand as a sparse matrix. */
  default Csr requireSparse() {
    return switch (this) {
      case Sparse sparse -> sparse.matrix();
      case Dense dense ->
          throw new IllegalArgumentException(
              dense.name() + " is a dense array, expected a sparse matrix; use gemm");
    };
  }

  /** This operand as a dense matrix; it must have two dimensions. */
  default Matrix requireTwoDimensions() {
    NpyArray array = requireArray();
    return named(array::asMatrix);
  }

  /** This operand as a batch of matrices; it must have three dimensions. */
  default MatrixBatch requireBatch() {
    NpyArray array = requireArray();
    return named(array::asBatch);
  }

  /** This operand as a dense matrix; a vector is a column. */
  default Matrix requireMatrix() {
    NpyArray array = requireArray();
    return named(() -> array.dimensions() == 1 ? array.asVector().asColumn() : array.asMatrix());
  }

  /** This operand as a vector: of one dimension, or a matrix of one row or column. */
  default Vector requireVector() {
    NpyArray array = requireArray();
    if (array.dimensions() != 2) {
      return named(array::asVector);
    }
    Matrix matrix = named(array::asMatrix);
    if (matrix.columns() == 1) {
      return matrix.column(0);
    }
    if (matrix.rows() == 1) {
      return matrix.row(0);
    }
    throw new IllegalArgumentException(
        name() + " is a " + matrix.shape() + " matrix, expected a vector");
  }

  // Says which of several operands the message is about.
  private <T> T named(Supplier<T> conversion) {
    try {
      return conversion.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name() + ": " + e.getMessage(), e);
    }
  }

  /** float32 if all types are at most that, else float64: what all of them fit in. */
  static ElementType arithmetic(ElementType... types) {
    for (ElementType type : types) {
      if (type == ElementType.FLOAT64) {
        return ElementType.FLOAT64;
      }
    }
    return ElementType.FLOAT32;
  }

  /** {@code matrix}, or a copy with other elements. */
  static Matrix as(ElementType type, Matrix matrix) {
    return matrix.type() == type ? matrix : matrix.as(type);
  }

  /** {@code vector}, or a copy with other elements. */
  static Vector as(ElementType type, Vector vector) {
    return vector.type() == type ? vector : vector.as(type);
  }
}
