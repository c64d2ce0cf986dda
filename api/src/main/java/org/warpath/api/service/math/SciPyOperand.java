package org.warpath.api.service.math;

import java.io.UncheckedIOException;
import org.warpath.linalg.io.FormatException;
import org.warpath.linalg.io.ScipyArrays;
import org.warpath.linalg.sparse.Csr;

/** A sparse matrix in the arrays of which SciPy makes one. */
record SciPyOperand(ScipyArrays arrays) implements SparseOperand {
  @Override
  public int rowCount() {
    return arrays.rowCount();
  }

  @Override
  public int columnCount() {
    return arrays.columnCount();
  }

  @Override
  public long entryCount() {
    return arrays.entryCount();
  }

  @Override
  public Csr toCsr() {
    try {
      return arrays.toCsr();
    } catch (FormatException e) {
      throw new UncheckedIOException(e);
    }
  }
}
