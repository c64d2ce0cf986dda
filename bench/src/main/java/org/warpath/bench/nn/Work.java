package org.warpath.bench.nn;

/**
 * What a pass must do at the least.
 *
 * @param multiplyAdds of its definition: a quicker algorithm may need fewer
 * @param bytes to be moved, by the count that {@link LayerCase} states
 */
public record Work(double multiplyAdds, double bytes) {

  /**
   * The least seconds of whoever multiplies as fast as a product of matrices does, and moves bytes
   * as fast as the memory gives them.
   */
  public double floor(double multiplyAddsPerSecond, double bytesPerSecond) {
    return Math.max(multiplyAdds / multiplyAddsPerSecond, bytes / bytesPerSecond);
  }

  /** Whether the bytes make the floor. */
  public boolean isBoundByMemory(double multiplyAddsPerSecond, double bytesPerSecond) {
    return bytes / bytesPerSecond > multiplyAdds / multiplyAddsPerSecond;
  }
}
