package org.warpath.linalg.elements;

/**
 * The numbers by which {@code elementwise.cu} and {@code reduction.cu} know functions and
 * reductions: their places in the enumerations, which the kernels repeat.
 */
@SuppressWarnings("EnumOrdinal") // every constant has a test, which another order would fail
final class KernelCodes {

  private KernelCodes() {}

  static int of(UnaryFunction f) {
    return f.ordinal();
  }

  static int of(BinaryFunction f) {
    return f.ordinal();
  }

  static int of(Reduction reduction) {
    return reduction.ordinal();
  }
}
