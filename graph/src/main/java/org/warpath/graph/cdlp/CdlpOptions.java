package org.warpath.graph.cdlp;

/**
 * How long labels spread.
 *
 * @param iterations rounds, at least 0; typically 10. Fewer are run if a round changes nothing, as
 *     all further ones would change nothing either
 */
public record CdlpOptions(int iterations) {
  public CdlpOptions {
    if (iterations < 0) {
      throw new IllegalArgumentException("iterations must not be negative, was " + iterations);
    }
  }

  /** Ten rounds. */
  public static CdlpOptions defaults() {
    return new CdlpOptions(10);
  }

  public CdlpOptions withIterations(int value) {
    return new CdlpOptions(value);
  }
}
