package org.warpath.graph.export;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** A value for each vertex, in vertex order: what an algorithm returns. Shares the array. */
public final class VertexVector {

  /** Element types and what NumPy calls them. */
  enum Type {
    FLOAT32("f4", Float.BYTES),
    FLOAT64("f8", Double.BYTES),
    INT32("i4", Integer.BYTES),
    INT64("i8", Long.BYTES);

    private final String descriptor;
    private final int byteSize;

    Type(String descriptor, int byteSize) {
      this.descriptor = descriptor;
      this.byteSize = byteSize;
    }

    /** With the byte order, which is the machine's. */
    String descriptor() {
      return (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "<" : ">") + descriptor;
    }
  }

  private final Type type;
  private final MemorySegment values;

  private VertexVector(Type type, MemorySegment values) {
    this.type = type;
    this.values = values;
  }

  public static VertexVector of(float[] values) {
    return new VertexVector(Type.FLOAT32, MemorySegment.ofArray(values));
  }

  public static VertexVector of(double[] values) {
    return new VertexVector(Type.FLOAT64, MemorySegment.ofArray(values));
  }

  public static VertexVector of(int[] values) {
    return new VertexVector(Type.INT32, MemorySegment.ofArray(values));
  }

  public static VertexVector of(long[] values) {
    return new VertexVector(Type.INT64, MemorySegment.ofArray(values));
  }

  /** How many vertices have a value. */
  public int length() {
    return (int) (values.byteSize() / type.byteSize);
  }

  Type type() {
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
    }
  }
}
