package org.warpath.nn.pooling;

/** What the second output of {@link MaxPooling} counts. */
public enum Indices {
  /** Row-major places in the whole input: ONNX's, with {@code storage_order} 0. */
  TENSOR,
  /**
   * Places in the whole input whose channels lie by columns, the first spatial dimension's elements
   * side by side: ONNX's, with {@code storage_order} 1.
   */
  TENSOR_BY_COLUMNS,
  /** Row-major places in the channel: Caffe's and PyTorch's. */
  CHANNEL
}
