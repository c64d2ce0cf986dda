package org.warpath.graph;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * In which order a graph stores its vertices. Users number vertices {@code 0 … n−1} ("vertex");
 * rows and column indices of a graph may follow another order that is kinder to the caches, such as
 * descending degree ("stored"). This permutation leads from one to the other; algorithms work on
 * stored numbers and translate at their door.
 */
public final class VertexOrder {
  private final int vertexCount;
  private final @Nullable MemorySegment vertexOfStored;
  private final @Nullable MemorySegment storedOfVertex;

  private VertexOrder(
      int vertexCount,
      @Nullable MemorySegment vertexOfStored,
      @Nullable MemorySegment storedOfVertex) {
    this.vertexCount = vertexCount;
    this.vertexOfStored = vertexOfStored;
    this.storedOfVertex = storedOfVertex;
  }

  /** Vertices stored under their own numbers. */
  public static VertexOrder identity(int vertexCount) {
    return new VertexOrder(vertexCount, null, null);
  }

  /**
   * An order given as both directions of a permutation, int32[n] each; trusted to be each other's
   * inverse.
   *
   * @param vertexOfStored the vertex stored at each place
   * @param storedOfVertex the place of each vertex
   */
  public static VertexOrder of(MemorySegment vertexOfStored, MemorySegment storedOfVertex) {
    if (vertexOfStored.byteSize() != storedOfVertex.byteSize()) {
      throw new IllegalArgumentException(
          "both directions of an order have the same size, had "
              + vertexOfStored.byteSize()
              + " and "
              + storedOfVertex.byteSize()
              + " bytes");
    }
    int count = Math.toIntExact(vertexOfStored.byteSize() / Integer.BYTES);
    return new VertexOrder(count, vertexOfStored, storedOfVertex);
  }

  /** Whether every vertex is stored under its own number. */
  public boolean isIdentity() {
    return vertexOfStored == null;
  }

  /** The size of the permutation. */
  public int vertexCount() {
    return vertexCount;
  }

  /** int32[n], the vertex stored at each place; null for the identity. */
  public @Nullable MemorySegment vertexOfStored() {
    return vertexOfStored;
  }

  /** int32[n], the place of each vertex; null for the identity. */
  public @Nullable MemorySegment storedOfVertex() {
    return storedOfVertex;
  }

  /** The place at which {@code vertex} is stored. */
  public int stored(int vertex) {
    return storedOfVertex == null ? vertex : storedOfVertex.getAtIndex(JAVA_INT, vertex);
  }

  /** The vertex stored at {@code place}. */
  public int vertex(int place) {
    return vertexOfStored == null ? place : vertexOfStored.getAtIndex(JAVA_INT, place);
  }

  /** Values by vertex, from values by stored place; {@code byStored} itself for the identity. */
  public double[] toVertexOrder(double[] byStored) {
    return isIdentity() ? byStored : toVertexOrder(byStored, new double[vertexCount]);
  }

  /** As above, written to {@code target}, which must be another array; returns {@code target}. */
  public double[] toVertexOrder(double[] byStored, double[] target) {
    for (int v = 0; v < vertexCount; v++) {
      target[v] = byStored[stored(v)];
    }
    return target;
  }

  /** Values by vertex, from values by stored place; {@code byStored} itself for the identity. */
  public float[] toVertexOrder(float[] byStored) {
    return isIdentity() ? byStored : toVertexOrder(byStored, new float[vertexCount]);
  }

  /** As above, written to {@code target}, which must be another array; returns {@code target}. */
  public float[] toVertexOrder(float[] byStored, float[] target) {
    for (int v = 0; v < vertexCount; v++) {
      target[v] = byStored[stored(v)];
    }
    return target;
  }

  /** Values by vertex, from values by stored place; {@code byStored} itself for the identity. */
  public int[] toVertexOrder(int[] byStored) {
    if (isIdentity()) {
      return byStored;
    }
    int[] target = new int[vertexCount];
    for (int v = 0; v < vertexCount; v++) {
      target[v] = byStored[stored(v)];
    }
    return target;
  }

  /** Values by stored place, from values by vertex; {@code byVertex} itself for the identity. */
  public double[] toStoredOrder(double[] byVertex) {
    if (isIdentity()) {
      return byVertex;
    }
    double[] target = new double[vertexCount];
    for (int v = 0; v < vertexCount; v++) {
      target[stored(v)] = byVertex[v];
    }
    return target;
  }

  /**
   * Parents by vertex, from parents by stored place: both the places and what stands in them are
   * translated. Negative entries (no parent) stay.
   */
  public int[] parentsToVertexOrder(int[] byStored) {
    if (isIdentity()) {
      return byStored;
    }
    int[] target = new int[vertexCount];
    for (int v = 0; v < vertexCount; v++) {
      int parent = byStored[stored(v)];
      target[v] = parent < 0 ? parent : vertex(parent);
    }
    return target;
  }
}
