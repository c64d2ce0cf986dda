package org.warpath.nn.loss;

/**
 * By what the sum of what all labels lose is divided: Caffe's {@code NormalizationMode}. It is at
 * least 1, so that a batch in which all labels are ignored loses 0.
 */
public enum Normalization {
  /** The number of labels that are not ignored. */
  VALID,
  /** The number of all labels. */
  FULL,
  /** The number of examples. */
  BATCH_SIZE,
  /** Nothing. */
  NONE;

  /** That divisor, with so many {@code valid} labels. */
  double divisor(Lines lines, long valid) {
    return Math.max(
        1,
        switch (this) {
          case VALID -> valid;
          case FULL -> lines.count();
          case BATCH_SIZE -> lines.outer();
          case NONE -> 1;
        });
  }
}
