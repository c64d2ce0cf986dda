package org.warpath.graph.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats that graphs are read from. */
public enum GraphFormat {
  /**
   * Lines of source, target and perhaps a weight; separated by blanks, tabs, commas, semicolons.
   */
  EDGE_LIST(
      "edges", "edge list: source, target and perhaps a weight a line (.txt, .el, .csv, .tsv …)"),
  /** NIST's Matrix Market exchange format. */
  MATRIX_MARKET("mtx", "Matrix Market (.mtx)"),
  /** The 9th DIMACS challenge's shortest path format. */
  DIMACS("dimacs", "DIMACS shortest paths (.gr)"),
  /** The METIS partitioner's adjacency lists. */
  METIS("metis", "METIS (.graph, .metis)"),
  /** The PACE challenge's undirected graphs. */
  PACE("pace", "PACE (.gr)"),
  /** LDBC Graphalytics, a vertex file and an edge file. */
  GRAPHALYTICS("graphalytics", "LDBC Graphalytics (.v and .e)"),
  /** The GAP benchmark's serialized graphs. */
  GAP("gap", "GAP benchmark (.sg, .wsg)"),
  /** WebGraph's BVGraph. */
  BVGRAPH("bvgraph", "WebGraph BVGraph (.graph with .properties)"),
  /** Our own. */
  CSR("csr", "Warpath (.csr)");

  private final String id;
  private final String description;

  GraphFormat(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /** The short name that options use: {@code "mtx"}. */
  public String id() {
    return id;
  }

  /**
   * The format called {@code id}.
   *
   * @throws IllegalArgumentException if there is none; lists those that there are
   */
  public static GraphFormat of(String id) {
    String wanted = id.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.id.equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "format must be one of "
                    + Arrays.stream(values()).map(GraphFormat::id).collect(Collectors.joining(", "))
                    + ", was "
                    + id));
  }

  /** All formats, for messages. */
  static String known() {
    return Arrays.stream(values()).map(f -> f.description).collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return id;
  }
}
