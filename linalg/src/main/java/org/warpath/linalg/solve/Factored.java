package org.warpath.linalg.solve;

import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;

/** A preconditioner M = T₁·T₂ of two triangular factors. */
sealed interface Factored extends Preconditioner permits Ilu0, Ic0 {

  /** T₁, lower triangular: solved with first. */
  TriangularFactor first();

  /** T₂, upper triangular. */
  TriangularFactor second();

  @Override
  default ElementType type() {
    return first().strict().type();
  }

  @Override
  default int size() {
    return first().strict().rowCount();
  }

  @Override
  default void apply(Vector r, Vector z, Engine engine) {
    Operators.requireVectors(this, r, z);
    switch (engine) {
      case Engine.Cpu _ -> {
        first().solve(r, z);
        second().solve(z, z);
      }
      case Engine.Cuda cuda -> DeviceOperator.applyOnce(this, r, z, cuda.device());
    }
  }
}
