package org.warpath.nn.layer;

/** What a pass forward is for: layers such as dropout and batch normalisation act differently. */
public enum Mode {
  /** To learn from: noise is added, statistics are the batch's. */
  TRAINING,
  /** To answer: nothing is random, statistics are those learned. */
  INFERENCE
}
