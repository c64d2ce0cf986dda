package org.warpath.kernels;

/**
 * Where a run's wall-clock time went, in seconds.
 *
 * @param load reading and preparing the input on the host (for a graph: what had to be made first,
 *     such as in-edges)
 * @param upload host to device; 0 on the CPU
 * @param compute the algorithm itself
 * @param download device to host, and bringing the answer into the caller's vertex order
 */
public record Timings(double load, double upload, double compute, double download) {

  /** The whole run, in seconds. */
  public double total() {
    return load + upload + compute + download;
  }

  /** Seconds since {@code startNanos}, a reading of {@link System#nanoTime}. */
  public static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) * 1e-9;
  }
}
