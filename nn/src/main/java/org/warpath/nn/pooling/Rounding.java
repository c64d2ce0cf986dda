package org.warpath.nn.pooling;

/** How many windows there are where strides do not end at the input's end. */
public enum Rounding {
  /** Only windows that lie whole within the padded input. */
  FLOOR,
  /**
   * Also one that ends beyond it; but the last one not if it begins behind the input, in the
   * padding after it or beyond: ONNX's and PyTorch's {@code ceil_mode}.
   */
  CEILING,
  /**
   * As {@link #CEILING}, but if nothing is padded the last window stays even if it begins beyond
   * the input; nothing is in it then. Caffe's rule.
   */
  CAFFE
}
