package org.warpath.nn.onnx;

import java.util.List;

/** A model has what cannot be imported: all of it is named. */
public final class UnsupportedOnnxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  UnsupportedOnnxException(String source, List<String> problems) {
    super(
        "%s: %d %s not supported: %s"
            .formatted(
                source,
                problems.size(),
                problems.size() == 1 ? "thing is" : "things are",
                String.join("; ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** One line for each: operator, node, domain, version, and what of it. */
  public List<String> problems() {
    return problems;
  }
}
