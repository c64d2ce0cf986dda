package org.warpath.nn.onnx;

/** A node uses what is not supported. */
final class NodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NodeException(String problem) {
    super(problem);
  }
}
