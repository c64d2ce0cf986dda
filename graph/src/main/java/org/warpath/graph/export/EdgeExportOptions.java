package org.warpath.graph.export;

import java.util.Objects;

/**
 * How edges are written.
 *
 * @param labels how vertices are named
 * @param bothArcs whether a symmetric graph's edges are written in both directions; otherwise each
 *     is written once, the smaller vertex number first
 */
public record EdgeExportOptions(VertexLabels labels, boolean bothArcs) {
  public EdgeExportOptions {
    Objects.requireNonNull(labels, "labels");
  }

  /** Numbers, each edge of a symmetric graph once. */
  public static EdgeExportOptions defaults() {
    return new EdgeExportOptions(VertexLabels.NUMBERS, false);
  }

  public EdgeExportOptions withLabels(VertexLabels value) {
    return new EdgeExportOptions(value, bothArcs);
  }

  public EdgeExportOptions withBothArcs(boolean value) {
    return new EdgeExportOptions(labels, value);
  }
}
