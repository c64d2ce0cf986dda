package org.warpath.nn.caffe;

/** What a network is set up for: layers may be there in one of them alone. */
public enum Phase {
  /** To learn. */
  TRAIN,
  /** To be measured, or used. */
  TEST
}
