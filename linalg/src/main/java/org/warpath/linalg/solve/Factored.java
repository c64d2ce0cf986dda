package org.warpath.linalg.solve;

import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;

/** A preconditioner M = T₁·T₂ of two triangular factors, the first of them lower. */
abstract sealed class Factored implements Preconditioner permits Ilu0, Ic0 {
  private final TriangularFactor first;
  private final TriangularFactor second;

  Factored(TriangularFactor first, TriangularFactor second) {
    this.first = first;
    this.second = second;
  }

  /** T₁: solved with first. */
  final TriangularFactor first() {
    return first;
  }

  /** T₂. */
  final TriangularFactor second() {
    return second;
  }

  @Override
  public final ElementType type() {
    return first.strict().type();
  }

  @Override
  public final int size() {
    return first.strict().rowCount();
  }

  @Override
  public final void apply(Vector r, Vector z, Engine engine) {
    Operators.requireVectors(this, r, z);
    switch (engine) {
      case Engine.Cpu _ -> {
        first.solve(r, z);
        second.solve(z, z);
      }
      case Engine.Cuda cuda -> DeviceOperator.applyOnce(this, r, z, cuda.device());
    }
  }
}
