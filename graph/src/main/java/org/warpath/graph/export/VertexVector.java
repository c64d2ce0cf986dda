package org.warpath.graph.export;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.warpath.linalg.io.NpyType;
import org.warpath.linalg.io.TextOutput;

/** A value for each vertex, in vertex order: what an algorithm returns. Shares the array. */
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

  /** How many vertices have a value. */
  public int length() {
    return (int) (values.byteSize() / type.byteSize());
  }

  NpyType type() {
    return type;
  }

  /** The elements, end to end, in the machine's byte order. */
  MemorySegment values() {
    return values;
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
