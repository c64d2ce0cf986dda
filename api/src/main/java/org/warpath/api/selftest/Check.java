package org.warpath.api.selftest;

import java.util.Optional;

/**
 * The outcome of one comparison.
 *
 * @param algorithm what ran
 * @param graph on what
 * @param failure what was wrong, empty if nothing
 * @param referenceSeconds the reference's compute time
 * @param uploadSeconds the tested engine's first upload
 * @param computeSeconds the tested engine's compute time, of its second run
 * @param bytes what that run must move at least, 0 where no model is stated
 */
public record Check(
    String algorithm,
    String graph,
    Optional<String> failure,
    double referenceSeconds,
    double uploadSeconds,
    double computeSeconds,
    double bytes) {

  /** Whether nothing was wrong. */
  public boolean passed() {
    return failure.isEmpty();
  }

  /** Bytes a second, 0 where no model is stated. */
  public double bandwidth() {
    return computeSeconds > 0 ? bytes / computeSeconds : 0;
  }
}
