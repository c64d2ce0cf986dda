package org.warpath.api.client;

import java.io.InputStream;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.warpath.api.client.array.NpyArray;

/**
 * A format in which a value for each vertex can come.
 *
 * @param <T> what it is read as
 */
public final class StreamFormat<T> {
  /** Row by row; values have all digits, infinities are told apart. */
  public static final StreamFormat<Rows> ROWS =
      new StreamFormat<>(
          "application/x-ndjson",
          whereNull -> new Reading<>(body -> new Rows(body, whereNull), true));

  /** The whole vector: the fastest, without names. */
  public static final StreamFormat<NpyArray> ARRAY =
      new StreamFormat<>("application/x-npy", whereNull -> new Reading<>(NpyArray::readWhole));

  /** The bytes of a {@code .npy} file. */
  public static final StreamFormat<InputStream> NPY = raw("application/x-npy");

  /** The bytes of a CSV file with the header {@code vertex,name,value}. */
  public static final StreamFormat<InputStream> CSV = raw("text/csv");

  /** The bytes of JSON objects, one a line. */
  public static final StreamFormat<InputStream> NDJSON = raw("application/x-ndjson");

  /** The bytes of an Apache Arrow stream. */
  public static final StreamFormat<InputStream> ARROW = raw("application/vnd.apache.arrow.stream");

  final String mediaType;
  private final Function<IntToDoubleFunction, Reading<T>> reading;

  private StreamFormat(String mediaType, Function<IntToDoubleFunction, Reading<T>> reading) {
    this.mediaType = mediaType;
    this.reading = reading;
  }

  private static StreamFormat<InputStream> raw(String mediaType) {
    return new StreamFormat<>(mediaType, whereNull -> new Reading<>(body -> body, true));
  }

  /**
   * How it is read.
   *
   * @param whereNull by vertex, the value that null stands for
   */
  Reading<T> reading(IntToDoubleFunction whereNull) {
    return reading.apply(whereNull);
  }

  /** Its media type. */
  @Override
  public String toString() {
    return mediaType;
  }
}
