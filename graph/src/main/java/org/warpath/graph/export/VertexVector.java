package org.warpath.graph.export;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.graph.Graph;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.NpyType;
import org.warpath.linalg.io.TextOutput;

/**
 * A value for each vertex, in vertex order: what an algorithm returns. Shares the array.
 *
 * <p>"No path" is infinity. Integers have none: of int64 the largest, 2⁶³−1, stands for it, as in
 * LDBC Graphalytics.
 */
public final class VertexVector {

  private final NpyType type;
  private final MemorySegment values;

  private VertexVector(NpyType type, MemorySegment values) {
    this.type = type;
    this.values = values;
  }

  public static VertexVector of(float[] values) {
    return new VertexVector(NpyType.FLOAT32, MemorySegment.ofArray(values));
  }

  public static VertexVector of(double[] values) {
    return new VertexVector(NpyType.FLOAT64, MemorySegment.ofArray(values));
  }

  public static VertexVector of(int[] values) {
    return new VertexVector(NpyType.INT32, MemorySegment.ofArray(values));
  }

  public static VertexVector of(long[] values) {
    return new VertexVector(NpyType.INT64, MemorySegment.ofArray(values));
  }

  /**
   * The values of {@code array}, shared if they are of a type that vectors have.
   *
   * @throws IllegalArgumentException if it has not one dimension, or is not of float32, float64,
   *     int32 or int64
   */
  public static VertexVector of(NpyArray array) {
    if (array.dimensions() != 1) {
      throw new IllegalArgumentException(
          "a vector of vertices has one dimension, was " + array.describe());
    }
    return switch (array.dtype()) {
      case FLOAT32, FLOAT64, INT32, INT64 -> new VertexVector(array.dtype(), array.data());
      default ->
          throw new IllegalArgumentException(
              "a vector of vertices is of float32, float64, int32 or int64, was "
                  + array.describe());
    };
  }

  /** How many vertices have a value. */
  public int length() {
    return (int) (values.byteSize() / type.byteSize());
  }

  /** What the values are: float32, float64, int32 or int64. */
  public NpyType type() {
    return type;
  }

  /**
   * The elements, end to end, in the machine's byte order: the array itself, so not to be modified.
   */
  public MemorySegment values() {
    return values;
  }

  /** The value of {@code vertex}; int64 beyond 2⁵³ is rounded. */
  public double at(int vertex) {
    return type.get(values, vertex);
  }

  /** The values as float64: a new double[n]. */
  public double[] toDoubles() {
    double[] copy = new double[length()];
    Arrays.setAll(copy, this::at);
    return copy;
  }

  /** Whether {@code vertex} has a number: not an infinity, NaN, or what stands for infinity. */
  public boolean isFinite(int vertex) {
    return switch (type) {
      case FLOAT32 -> Float.isFinite(values.getAtIndex(JAVA_FLOAT, vertex));
      case FLOAT64 -> Double.isFinite(values.getAtIndex(JAVA_DOUBLE, vertex));
      case INT64 -> values.getAtIndex(JAVA_LONG, vertex) != Long.MAX_VALUE;
      default -> true;
    };
  }

  /**
   * Checks that each vertex has a value.
   *
   * @throws IllegalArgumentException if there is not one value for each vertex of {@code graph}
   */
  public void requireOneEach(Graph graph) {
    if (length() != graph.vertexCount()) {
      throw new IllegalArgumentException(
          graph.vertexCount() + " vertices cannot have " + length() + " values");
    }
  }

  /** Writes the value of {@code vertex} as text that reads back as the same bits. */
  void write(TextOutput out, int vertex) throws IOException {
    switch (type) {
      case FLOAT32 -> out.number(values.getAtIndex(JAVA_FLOAT, vertex));
      case FLOAT64 -> out.number(values.getAtIndex(JAVA_DOUBLE, vertex));
      case INT32 -> out.number(values.getAtIndex(JAVA_INT, vertex));
      case INT64 -> out.number(values.getAtIndex(JAVA_LONG, vertex));
      default -> throw new AssertionError(type);
    }
  }
}
