package org.warpath.nn.onnx;

import org.jspecify.annotations.Nullable;

/** {@code TensorProto.DataType}, by its numbers in files; others have no numbers, or 8 bits. */
enum DataType {
  UNDEFINED(0, Kind.NUMBER),
  FLOAT(1, Kind.NUMBER),
  UINT8(2, Kind.INTEGER),
  INT8(3, Kind.INTEGER),
  UINT16(4, Kind.INTEGER),
  INT16(5, Kind.INTEGER),
  INT32(6, Kind.INTEGER),
  INT64(7, Kind.INTEGER),
  BOOL(9, Kind.TRUTH),
  FLOAT16(10, Kind.NUMBER),
  DOUBLE(11, Kind.NUMBER),
  UINT32(12, Kind.INTEGER),
  UINT64(13, Kind.INTEGER),
  BFLOAT16(16, Kind.NUMBER);

  private final int code;
  private final Kind kind;

  DataType(int code, Kind kind) {
    this.code = code;
    this.kind = kind;
  }

  /** What its numbers mean. */
  Kind kind() {
    return kind;
  }

  /**
   * The type with a number.
   *
   * @throws IllegalArgumentException if it is none that is supported
   */
  static DataType of(long code) {
    @Nullable DataType found = null;
    for (DataType type : values()) {
      found = type.code == code ? type : found;
    }
    if (found == null) {
      throw new IllegalArgumentException(
          "elements of ONNX's type number %d are not supported".formatted(code));
    }
    return found;
  }
}
