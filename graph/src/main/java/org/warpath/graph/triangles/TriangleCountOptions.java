package org.warpath.graph.triangles;

/**
 * What to count.
 *
 * @param perVertex whether to count the triangles at every vertex too; costs time in proportion to
 *     the triangles, and 8 bytes a vertex
 */
public record TriangleCountOptions(boolean perVertex) {

  /** The total alone. */
  public static TriangleCountOptions defaults() {
    return new TriangleCountOptions(false);
  }

  public TriangleCountOptions withPerVertex(boolean value) {
    return new TriangleCountOptions(value);
  }
}
