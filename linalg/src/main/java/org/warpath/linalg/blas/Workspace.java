package org.warpath.linalg.blas;

import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.elements.Elementwise;

/** Memory of one call, which several threads may use; taken only if there is need of it. */
final class Workspace implements AutoCloseable {
  private final Engine.Cpu engine;
  private @Nullable Arena arena;

  Workspace(int threads) {
    engine = new Engine.Cpu(threads);
  }

  /** Zeros, row-major. */
  Matrix zeros(ElementType type, int rows, int columns) {
    if (arena == null) {
      arena = Arena.ofShared();
    }
    return Matrix.zeros(arena, type, rows, columns);
  }

  /** A packed row-major copy. */
  Matrix packed(Matrix matrix) {
    Matrix packed = zeros(matrix.type(), matrix.rows(), matrix.columns());
    Elementwise.copy(matrix, packed, engine);
    return packed;
  }

  @Override
  public void close() {
    if (arena != null) {
      arena.close();
    }
  }
}
