package org.warpath.nn.tensor;

/** Numbers of a tensor that are indices: labels, words. */
public final class Indices {
  private Indices() {}

  /**
   * The index at a row-major place.
   *
   * @param least the smallest there may be
   * @param limit what it must be less than
   * @param what it is, for the message
   * @throws IllegalArgumentException if it is no integer in [least, limit)
   */
  public static int at(Tensor indices, long place, int least, int limit, String what) {
    double value = indices.get(place);
    int index = (int) value;
    if (index != value || index < least || index >= limit) {
      throw refused(value, place, least, limit, what);
    }
    return index;
  }

  static IllegalArgumentException refused(
      double value, long place, int least, int limit, String what) {
    return new IllegalArgumentException(
        "%s %s at place %d must be an integer in [%d, %d)"
            .formatted(what, value, place, least, limit));
  }
}
