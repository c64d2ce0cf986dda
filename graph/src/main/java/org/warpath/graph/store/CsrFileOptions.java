package org.warpath.graph.store;

import java.util.Map;

/**
 * What a graph file holds beyond the graph.
 *
 * @param inEdges whether in-edges are made for the file if the graph has none at hand; those at
 *     hand are always written
 * @param provenance where the graph comes from, such as {@code source=enwiki-20260101}; keys
 *     without {@code =}, one line each
 */
public record CsrFileOptions(boolean inEdges, Map<String, String> provenance) {
  public CsrFileOptions {
    provenance = Provenance.validated(provenance);
  }

  /** In-edges if at hand, no provenance. */
  public static CsrFileOptions defaults() {
    return new CsrFileOptions(false, Map.of());
  }

  public CsrFileOptions withInEdges(boolean value) {
    return new CsrFileOptions(value, provenance);
  }

  public CsrFileOptions withProvenance(Map<String, String> value) {
    return new CsrFileOptions(inEdges, value);
  }
}
