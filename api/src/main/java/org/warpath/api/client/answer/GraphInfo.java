package org.warpath.api.client.answer;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph of the catalog.
 *
 * @param name its name
 * @param version never given twice: tells a graph from an earlier one of its name
 * @param vertexCount its vertices are 0 … vertexCount − 1
 * @param edgeCount stored edges: an undirected one counts twice
 * @param symmetric whether each edge is there both ways
 * @param weighted whether edges have weights
 * @param named whether vertices have names
 * @param bytes what it takes
 * @param created when it was added
 * @param provenance where it came from
 * @param report what became of the input; null if there was none
 */
public record GraphInfo(
    String name,
    long version,
    int vertexCount,
    long edgeCount,
    boolean symmetric,
    boolean weighted,
    boolean named,
    Bytes bytes,
    Instant created,
    Map<String, String> provenance,
    @Nullable Map<String, Object> report) {

  /**
   * What a graph takes, in bytes.
   *
   * @param host mapped or in memory
   * @param device what a run on a GPU keeps there
   * @param file on disk
   */
  public record Bytes(long host, long device, long file) {}
}
