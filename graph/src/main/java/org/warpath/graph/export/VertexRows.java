package org.warpath.graph.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.names.NameCursor;
import org.warpath.linalg.io.TextOutput;

/** Writes a line a vertex: its number, its name, its value. Makes no objects on the way. */
final class VertexRows {
  private static final byte[] HEADER = "vertex,name,value\n".getBytes(US_ASCII);
  private static final byte[] VERTEX = "{\"vertex\":".getBytes(US_ASCII);
  private static final byte[] NAME = ",\"name\":".getBytes(US_ASCII);
  private static final byte[] VALUE = ",\"value\":".getBytes(US_ASCII);
  private static final byte[] NULL = "null".getBytes(US_ASCII);
  private static final byte[] END = "}\n".getBytes(US_ASCII);

  private final VertexVector vector;
  private final TextOutput out;
  private final @Nullable NameCursor names;

  VertexRows(Graph graph, VertexVector vector, TextOutput out) {
    this.vector = vector;
    this.out = out;
    this.names = graph.names().map(NameCursor::new).orElse(null);
  }

  /** As {@link VectorWriter#csv}. */
  void csv() throws IOException {
    write(HEADER);
    for (int vertex = 0; vertex < vector.length(); vertex++) {
      out.number(vertex);
      out.character(',');
      if (names == null) {
        out.number(vertex);
      } else {
        names.moveTo(vertex);
        CsvField.write(out, names.bytes(), names.length());
      }
      out.character(',');
      vector.write(out, vertex);
      out.character('\n');
    }
    out.flush();
  }

  /** As {@link VectorWriter#ndjson}. */
  void ndjson() throws IOException {
    for (int vertex = 0; vertex < vector.length(); vertex++) {
      write(VERTEX);
      out.number(vertex);
      if (names != null) {
        names.moveTo(vertex);
        write(NAME);
        JsonString.write(out, names.bytes(), names.length());
      }
      write(VALUE);
      if (vector.isFinite(vertex)) {
        vector.write(out, vertex);
      } else {
        write(NULL);
      }
      write(END);
    }
    out.flush();
  }

  private void write(byte[] ascii) throws IOException {
    out.bytes(ascii, 0, ascii.length);
  }
}
