package org.warpath.api.service.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Accept;
import org.warpath.api.service.http.Problem;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VectorWriter;
import org.warpath.graph.export.VertexVector;

/**
 * How a value for each vertex goes over the wire. All are written from the arrays as they are, in
 * memory that does not grow with them.
 *
 * <p>What is not {@linkplain VertexVector#isFinite finite}: NDJSON has null. CSV has {@code
 * Infinity}, {@code -Infinity} and {@code NaN}, NumPy and Arrow have the values of IEEE 754. The
 * largest int64, which stands for infinity, is itself in CSV and NumPy and null in Arrow.
 */
public enum VectorFormat {
  /** JSON lines, see {@link VectorWriter#ndjson}. */
  NDJSON("application/x-ndjson", "application/x-ndjson"),
  /** See {@link VectorWriter#csv}. */
  CSV("text/csv", "text/csv; charset=utf-8"),
  /** See {@link VectorWriter#npy}; without names. */
  NPY("application/x-npy", "application/x-npy"),
  /** An Arrow IPC stream, see {@link ArrowStream}. */
  ARROW("application/vnd.apache.arrow.stream", "application/vnd.apache.arrow.stream");

  private final String mediaType;
  private final String contentType;

  VectorFormat(String mediaType, String contentType) {
    this.mediaType = mediaType;
    this.contentType = contentType;
  }

  /** The answer's {@code Content-Type}. */
  public String contentType() {
    return contentType;
  }

  /**
   * The format that {@code accept} asks for (RFC 9110, 12.5.1): that of the greatest weight, of
   * several the one named first. NDJSON where anything will do.
   *
   * @param accept the request's {@code Accept}; null if it has none
   * @throws Problem NOT_ACCEPTABLE if it takes none of them; the message names all. INVALID_REQUEST
   *     if it is malformed
   */
  public static VectorFormat accepted(@Nullable String accept) {
    VectorFormat[] formats = values();
    List<String> offered = Stream.of(formats).map(format -> format.mediaType).toList();
    return formats[offered.indexOf(Accept.choose(accept, offered))];
  }

  /** How many bytes {@link #write} will write, if that is known beforehand: of NumPy's arrays. */
  public OptionalLong byteSize(VertexVector vector) {
    return this == NPY ? OptionalLong.of(VectorWriter.npyBytes(vector)) : OptionalLong.empty();
  }

  /**
   * Writes {@code vector} to {@code out}, which it does not close. O(n) time; memory for a few
   * thousand rows.
   *
   * @param graph gives the names
   * @throws IllegalArgumentException if there is not one value for each vertex of {@code graph}
   * @throws IOException if writing fails
   */
  public void write(VertexVector vector, Graph graph, OutputStream out) throws IOException {
    switch (this) {
      case NDJSON -> VectorWriter.ndjson(graph, vector, out);
      case CSV -> VectorWriter.csv(graph, vector, out);
      case NPY -> {
        vector.requireOneEach(graph);
        VectorWriter.npy(vector, out);
      }
      case ARROW -> new ArrowStream(graph, vector, out).write();
    }
  }
}
