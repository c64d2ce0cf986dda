package org.warpath.api.client.query;

import java.util.List;
import java.util.Map;

/** A synthetic graph. */
public final class Shape extends Options<Shape> {

  private Shape(Map<String, Object> values) {
    super(values);
  }

  /**
   * Recursive-matrix graph, with hubs as in the web.
   *
   * @param scale 2 to this power vertices; 0 to 30
   * @param edgeFactor edges per vertex, 1 to 1024
   */
  public static Shape rmat(int scale, int edgeFactor) {
    return new Shape(
        Map.of(
            "kind",
            "rmat",
            "scale",
            Range.within("scale", scale, 0, 30),
            "edgeFactor",
            Range.within("edgeFactor", edgeFactor, 1, 1024)));
  }

  /** So many edges between vertices drawn evenly. */
  public static Shape uniform(int vertices, long edges) {
    return new Shape(
        Map.of(
            "kind",
            "uniform",
            "vertices",
            Range.atLeast("vertices", vertices, 0),
            "edges",
            Range.atLeast("edges", edges, 0)));
  }

  /** A grid: each vertex joined to the one below and the one to the right. */
  public static Shape grid(int rows, int columns) {
    return new Shape(
        Map.of(
            "kind",
            "grid",
            "rows",
            Range.atLeast("rows", rows, 1),
            "columns",
            Range.atLeast("columns", columns, 1)));
  }

  /** A path: each vertex joined to the next. */
  public static Shape path(int vertices) {
    return ofVertices("path", vertices);
  }

  /** A path that is closed. */
  public static Shape cycle(int vertices) {
    return ofVertices("cycle", vertices);
  }

  /** Vertex 0 joined to all others. */
  public static Shape star(int vertices) {
    return ofVertices("star", vertices);
  }

  /** A binary tree, vertex 0 its root. */
  public static Shape tree(int vertices) {
    return ofVertices("tree", vertices);
  }

  private static Shape ofVertices(String kind, int vertices) {
    return new Shape(Map.of("kind", kind, "vertices", Range.atLeast("vertices", vertices, 0)));
  }

  /** Drawn from this seed: the same seed gives the same graph. */
  public Shape withSeed(long seed) {
    return with("seed", seed);
  }

  /** With each edge both ways, or not. */
  public Shape withSymmetric(boolean symmetric) {
    return with("symmetric", symmetric);
  }

  /** With whole-numbered weights drawn evenly from {@code least} to {@code largest}. */
  public Shape withWeights(int least, int largest) {
    return with("weights", List.of(least, largest));
  }

  @Override
  Shape of(Map<String, Object> newValues) {
    return new Shape(newValues);
  }
}
