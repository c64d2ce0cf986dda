package org.warpath.nn.onnx;

/** ONNX's integers have 64 bits, sizes and places here 32. */
final class Narrow {
  private Narrow() {}

  static int toInt(long value, String what) {
    if ((int) value != value) {
      throw new IllegalArgumentException("%s has %d, which is too large".formatted(what, value));
    }
    return (int) value;
  }
}
