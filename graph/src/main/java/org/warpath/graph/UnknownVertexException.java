package org.warpath.graph;

import java.util.List;

/**
 * A vertex was asked for that the graph does not have; its message suggests the names nearest to
 * what was asked.
 */
public final class UnknownVertexException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 200;

  private final transient List<String> nearest;

  UnknownVertexException(String asked, int vertexCount, List<String> nearest) {
    super(
        "no vertex is called \""
            + (asked.length() > SHOWN ? asked.substring(0, SHOWN) + "…" : asked)
            + "\""
            + (nearest.isEmpty()
                ? ": expected "
                    + (vertexCount == 0
                        ? "none, the graph is empty"
                        : "an id in [0, " + vertexCount + ")")
                : "; nearest: " + String.join(", ", nearest)));
    this.nearest = List.copyOf(nearest);
  }

  /** Names like the one asked for, the nearest first; none if there are none like it. */
  public List<String> nearest() {
    return nearest;
  }
}
