package org.warpath.nn.convolution;

/**
 * One spatial dimension of a convolution.
 *
 * @param in size of the input
 * @param out size of the output
 * @param kernel size of the kernel
 * @param stride input places from an output place to the next
 * @param dilation input places from a kernel place to the next
 * @param begin zeros before the input
 */
record Axis(int in, int out, int kernel, int stride, int dilation, int begin) {
  /** A dimension that is not there. */
  static final Axis NONE = new Axis(1, 1, 1, 1, 1, 0);

  /** Where output place o meets kernel place k in the input; may be outside. */
  int at(int o, int k) {
    return o * stride + k * dilation - begin;
  }

  /** The first output place that meets kernel place k inside the input. */
  int from(int k) {
    return Math.clamp(Math.ceilDiv(-at(0, k), stride), 0, out);
  }

  /** The end of the output places that meet kernel place k inside the input. */
  int to(int k) {
    return Math.clamp(Math.floorDiv(in - 1 - at(0, k), stride) + 1, from(k), out);
  }

  /** How many input places {@code outputs} neighbours reach over, padding included. */
  int reach(int outputs) {
    return (outputs - 1) * stride + (kernel - 1) * dilation + 1;
  }

  /** Whether outputs and inputs are the same places, one to one. */
  boolean isOneToOne() {
    return kernel == 1 && stride == 1 && begin == 0 && in == out;
  }

  /** The axis of the convolution that gives the gradient of the input; for strides of 1. */
  Axis turned() {
    return new Axis(out, in, kernel, 1, dilation, (kernel - 1) * dilation - begin);
  }

  /** All numbers, in the order of the components. */
  int[] numbers() {
    return new int[] {in, out, kernel, stride, dilation, begin};
  }
}
