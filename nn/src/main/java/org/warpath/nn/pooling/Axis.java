package org.warpath.nn.pooling;

/**
 * One spatial dimension of a window and of what it goes over.
 *
 * @param input elements that come in
 * @param output windows
 * @param size elements of a window
 * @param stride from a window to the next
 * @param begin padding before
 * @param end padding after
 * @param dilation from an element of a window to the next
 */
record Axis(int input, int output, int size, int stride, int begin, int end, int dilation) {
  /** The dimension that is not there. */
  static final Axis NONE = new Axis(1, 1, 1, 1, 0, 0, 1);

  /** Where window {@code number} begins; negative in the padding. */
  int start(int number) {
    return number * stride - begin;
  }

  /** Where element {@code k} of window {@code number} lies. */
  int place(int number, int k) {
    return start(number) + k * dilation;
  }

  /** The first element of a window that is at least at {@code least}. */
  private int element(int number, int least) {
    int missing = least - start(number);
    return missing <= 0 ? 0 : Math.min(size, Math.ceilDiv(missing, dilation));
  }

  /** The first element of a window that lies in the input. */
  int from(int number) {
    return element(number, 0);
  }

  /** Behind the last element of a window that lies in the input. */
  int to(int number) {
    boolean isWhole = start(number) + (size - 1) * dilation < input;
    return isWhole ? size : element(number, input);
  }

  /** How many elements of a window lie in the input, or in the padded input. */
  int count(int number, boolean countsPadding) {
    return countsPadding ? element(number, input + end) : Math.max(0, to(number) - from(number));
  }

  /** Elements of the input with padding on both sides, as far as windows reach. */
  int padded() {
    return Math.max(begin + input, (output - 1) * stride + (size - 1) * dilation + 1);
  }

  /** All numbers, in the order of the components. */
  int[] numbers() {
    return new int[] {input, output, size, stride, begin, end, dilation};
  }
}
