package org.warpath.api.client.array;

import java.lang.reflect.Array;

/** What an array's elements are. */
public enum NpyType {
  FLOAT32("f4", Float.BYTES, 1),
  FLOAT64("f8", Double.BYTES, 1),
  INT32("i4", Integer.BYTES, 1),
  INT64("i8", Long.BYTES, 1),
  COMPLEX64("c8", Float.BYTES, 2),
  COMPLEX128("c16", Double.BYTES, 2);

  final String code;
  final int wordBytes;
  final int wordsPerElement;

  NpyType(String code, int wordBytes, int wordsPerElement) {
    this.code = code;
    this.wordBytes = wordBytes;
    this.wordsPerElement = wordsPerElement;
  }

  /** A Java array of {@code length} words: a complex number is two. */
  Object words(int length) {
    Class<?> word =
        switch (this) {
          case FLOAT32, COMPLEX64 -> float.class;
          case FLOAT64, COMPLEX128 -> double.class;
          case INT32 -> int.class;
          case INT64 -> long.class;
        };
    return Array.newInstance(word, length);
  }

  static NpyType ofCode(String code) {
    for (NpyType type : values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "an array of type " + code + " cannot be read: expected f4, f8, i4, i8, c8 or c16");
  }
}
