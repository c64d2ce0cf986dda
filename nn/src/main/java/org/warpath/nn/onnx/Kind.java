package org.warpath.nn.onnx;

/** What a model means by a value's numbers; all are computed as floating-point ones. */
public enum Kind {
  /** Any floating-point type. */
  NUMBER,
  /** Any integer type. */
  INTEGER,
  /** 0 or 1. */
  TRUTH
}
