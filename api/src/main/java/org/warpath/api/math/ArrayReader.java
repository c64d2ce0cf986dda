package org.warpath.api.math;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.NpyType;

/**
 * Reads nested JSON arrays of numbers, of equal lengths in each dimension, as they come: memory is
 * taken for what is there, not for what may follow.
 */
final class ArrayReader {
  // As many dimensions as NumPy's arrays could always have.
  private static final int MAX_DIMENSIONS = 32;
  private static final int UNKNOWN = -1;
  private static final long FIRST_CAPACITY = 64;

  private final JsonParser parser;
  private final LongConsumer memory;
  private final long[] sizes = new long[MAX_DIMENSIONS];
  private final int[] counts = new int[MAX_DIMENSIONS];
  private int dimensions = UNKNOWN;
  private int depth;
  private long size;
  private MemorySegment elements;

  /**
   * @param memory told of the bytes that are about to be taken; may refuse
   */
  ArrayReader(JsonParser parser, LongConsumer memory) {
    this.parser = parser;
    this.memory = memory;
    this.elements = allocate(FIRST_CAPACITY);
    Arrays.fill(sizes, UNKNOWN);
  }

  private MemorySegment allocate(long numbers) {
    memory.accept((numbers - size) * Double.BYTES);
    return Arena.ofAuto().allocate(numbers * Double.BYTES, 64);
  }

  /**
   * The array that begins at the parser's token; a number alone has no dimension.
   *
   * @throws JsonMappingException if it is none: says where, what is there and what was expected
   */
  NpyArray read() throws IOException {
    JsonToken token = parser.currentToken();
    do {
      switch (token) {
        case START_ARRAY -> open();
        case END_ARRAY -> close();
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
        default -> throw unexpected(describe(token));
      }
      token = depth == 0 ? token : parser.nextToken();
    } while (depth > 0);
    long[] shape = Arrays.copyOf(sizes, dimensions);
    return new NpyArray(NpyType.FLOAT64, shape, false, elements);
  }

  private void open() throws JsonMappingException {
    if (depth == dimensions) {
      throw unexpected("an array");
    }
    if (depth == MAX_DIMENSIONS) {
      throw wrong("an array can have at most " + MAX_DIMENSIONS + " dimensions");
    }
    counts[depth++] = 0;
  }

  private void close() throws JsonMappingException {
    int dimension = depth - 1;
    if (dimensions == UNKNOWN) {
      dimensions = depth; // nothing is in it
    }
    if (sizes[dimension] == UNKNOWN) {
      sizes[dimension] = counts[dimension];
    }
    depth--;
    if (sizes[dimension] != counts[dimension]) {
      throw wrong(
          "has %d elements, expected %d as in the first"
              .formatted(counts[dimension], sizes[dimension]));
    }
    next();
  }

  private void number() throws IOException {
    if (dimensions == UNKNOWN) {
      dimensions = depth;
    } else if (depth != dimensions) {
      throw unexpected("a number");
    }
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw wrong("a number is beyond the range of float64");
    }
    if (size * Double.BYTES == elements.byteSize()) {
      elements = allocate(2 * size).copyFrom(elements);
    }
    elements.setAtIndex(JAVA_DOUBLE, size++, value);
    next();
  }

  private void next() throws JsonMappingException {
    if (depth > 0 && ++counts[depth - 1] == Integer.MAX_VALUE) {
      throw wrong("a dimension must be below 2³¹");
    }
  }

  private JsonMappingException unexpected(String found) {
    boolean numbersHere = depth == dimensions;
    boolean either = dimensions == UNKNOWN;
    String expected = either ? "a number or an array" : numbersHere ? "a number" : "an array";
    return wrong("expected " + expected + ", found " + found);
  }

  private static String describe(@Nullable JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> "a string";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case START_OBJECT -> "an object";
      case null, default -> "the end";
    };
  }

  private JsonMappingException wrong(String message) {
    // The cause is whose message callers are told.
    JsonMappingException problem =
        JsonMappingException.from(parser, message, new IllegalArgumentException(message));
    for (int level = depth - 1; level >= 0; level--) {
      problem.prependPath(this, counts[level]);
    }
    return problem;
  }
}
