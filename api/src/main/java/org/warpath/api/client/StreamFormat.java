package org.warpath.api.client;

import java.io.InputStream;
import java.util.function.Function;
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
          "application/x-ndjson", meaning -> new Reading<>(body -> new Rows(body, meaning), true));

  /** The whole vector: the fastest, without names. */
  public static final StreamFormat<NpyArray> ARRAY =
      new StreamFormat<>(ArrayBody.NPY, meaning -> new Reading<>(NpyArray::readWhole));

  /** The bytes of a {@code .npy} file. */
  public static final StreamFormat<InputStream> NPY = raw(ArrayBody.NPY);

  /** The bytes of a CSV file with the header {@code vertex,name,value}. */
  public static final StreamFormat<InputStream> CSV = raw("text/csv");

  /** The bytes of JSON objects, one a line. */
  public static final StreamFormat<InputStream> NDJSON = raw("application/x-ndjson");

  /** The bytes of an Apache Arrow stream. */
  public static final StreamFormat<InputStream> ARROW = raw("application/vnd.apache.arrow.stream");

  final String mediaType;
  private final Function<RowMeaning, Reading<T>> reading;

  private StreamFormat(String mediaType, Function<RowMeaning, Reading<T>> reading) {
    this.mediaType = mediaType;
    this.reading = reading;
  }

  private static StreamFormat<InputStream> raw(String mediaType) {
    return new StreamFormat<>(mediaType, meaning -> new Reading<>(body -> body, true));
  }

  Reading<T> reading(RowMeaning meaning) {
    return reading.apply(meaning);
  }

  /** Its media type. */
  @Override
  public String toString() {
    return mediaType;
  }
}
