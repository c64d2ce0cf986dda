package org.warpath.nn.onnx.conformance;

/**
 * How a case went.
 *
 * @param name of the case
 * @param operator what it is of: an operator, several, or {@code whole network}
 * @param outcome how it went
 * @param reason why it failed, or is out of scope; else empty
 * @param seconds it took
 */
public record CaseResult(
    String name, String operator, Outcome outcome, String reason, double seconds) {

  /** How a case may go. */
  public enum Outcome {
    /** All outputs are as expected. */
    PASSED,
    /** Some are not, or there are none. */
    FAILED,
    /** It has what is not supported. */
    OUT_OF_SCOPE
  }
}
