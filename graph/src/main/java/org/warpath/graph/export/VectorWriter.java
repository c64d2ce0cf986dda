package org.warpath.graph.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.warpath.graph.Graph;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.TextOutput;

/**
 * Writes a value for each vertex: as a NumPy array, as text, or as rows with names. Text holds the
 * shortest decimals that read back as the same bits, and {@code Infinity}, {@code -Infinity} and
 * {@code NaN}, as Java and Python read them. Files are written atomically.
 */
public final class VectorWriter {
  private VectorWriter() {}

  /**
   * Writes in the format that the end of the target's name asks for: {@code .npy} as {@link #npy},
   * {@code .csv} as {@link #csv}, any other as {@link #text}.
   *
   * @throws IllegalArgumentException if there is not one value for each vertex of {@code graph}
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Graph graph, VertexVector vector, Path target) throws IOException {
    vector.requireOneEach(graph);
    String name = target.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      npy(vector, target);
    } else if (name.endsWith(".csv")) {
      csv(graph, vector, target);
    } else {
      text(vector, target);
    }
  }

  /**
   * Writes a NumPy array file: {@code numpy.load(target)} is the vector, of type float32, float64,
   * int32 or int64.
   *
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void npy(VertexVector vector, Path target) throws IOException {
    Npy.write(target, vector.type(), new long[] {vector.length()}, vector.values());
  }

  /**
   * Writes to {@code out} what {@link #npy(VertexVector, Path)} writes to a file: {@link #npyBytes}
   * bytes. Does not close it.
   *
   * @throws IOException if writing fails
   */
  public static void npy(VertexVector vector, OutputStream out) throws IOException {
    Npy.write(out, vector.type(), new long[] {vector.length()}, vector.values());
  }

  /** How many bytes {@code vector} has as a NumPy array file. */
  public static long npyBytes(VertexVector vector) {
    return Npy.byteSize(vector.type(), new long[] {vector.length()});
  }

  /**
   * Writes a line a vertex: line i + 1 is the value of vertex i.
   *
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void text(VertexVector vector, Path target) throws IOException {
    AtomicFile.write(
        target,
        channel -> {
          TextOutput out = new TextOutput(channel);
          for (int vertex = 0; vertex < vector.length(); vertex++) {
            vector.write(out, vertex);
            out.character('\n');
          }
          out.flush();
        });
  }

  /**
   * Writes comma-separated values (RFC 4180, lines ended by LF): the header {@code
   * vertex,name,value}, then a line a vertex. The name is the number in a graph without names.
   *
   * @throws IllegalArgumentException if there is not one value for each vertex of {@code graph}
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void csv(Graph graph, VertexVector vector, Path target) throws IOException {
    vector.requireOneEach(graph);
    AtomicFile.write(
        target, channel -> new VertexRows(graph, vector, new TextOutput(channel)).csv());
  }

  /**
   * Writes to {@code out} what {@link #csv(Graph, VertexVector, Path)} writes to a file. Does not
   * close it.
   *
   * @throws IllegalArgumentException if there is not one value for each vertex of {@code graph}
   * @throws IOException if writing fails
   */
  public static void csv(Graph graph, VertexVector vector, OutputStream out) throws IOException {
    vector.requireOneEach(graph);
    new VertexRows(graph, vector, new TextOutput(out)).csv();
  }

  /**
   * Writes JSON lines: {@code {"vertex":0,"name":"Earth","value":0.25}} and LF for each vertex,
   * without the name in a graph without names. The value is {@code null} where it is not
   * {@linkplain VertexVector#isFinite finite}. Does not close {@code out}.
   *
   * @throws IllegalArgumentException if there is not one value for each vertex of {@code graph}
   * @throws IOException if writing fails
   */
  public static void ndjson(Graph graph, VertexVector vector, OutputStream out) throws IOException {
    vector.requireOneEach(graph);
    new VertexRows(graph, vector, new TextOutput(out)).ndjson();
  }
}
