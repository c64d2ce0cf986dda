package org.warpath.api.service.formats;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.names.NameCursor;
import org.warpath.linalg.io.NpyType;

/**
 * A value for each vertex as an Arrow IPC stream: a schema, then record batches of up to {@value
 * #ROWS} rows with the columns {@code vertex} (int32), {@code name} (utf8, if the graph has names)
 * and {@code value} (of its own type; int64 is null where it stands for infinity). A batch ends
 * early once its names have {@value #NAME_BYTES} bytes.
 *
 * <p>Written from our arrays directly: Arrow's own vectors reach into the JDK's internals. See <a
 * href="https://arrow.apache.org/docs/format/Columnar.html">Arrow Columnar Format</a>.
 */
final class ArrowStream {
  static final int ROWS = 1 << 16;
  static final int NAME_BYTES = 1 << 22;

  private static final int CHUNK_BYTES = 1 << 16;
  private static final byte[] PADDING = new byte[ArrowMessages.ALIGNMENT];

  private final VertexVector vector;
  private final OutputStream out;
  private final ArrowMessages messages;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  private final int[] numbers;
  private final byte[] valid;
  private final @Nullable NameCursor names;
  private final int[] nameEnds;
  private byte[] text = new byte[CHUNK_BYTES];

  ArrowStream(Graph graph, VertexVector vector, OutputStream out) {
    vector.requireOneEach(graph);
    this.vector = vector;
    this.out = out;
    this.messages = new ArrowMessages(out);
    this.names = graph.names().map(NameCursor::new).orElse(null);
    int rows = Math.min(ROWS, vector.length());
    this.numbers = new int[rows];
    this.valid = new byte[(rows + 7) / 8];
    this.nameEnds = new int[names == null ? 0 : rows + 1];
  }

  void write() throws IOException {
    messages.schema(names != null, vector.type(), vector.type() == NpyType.INT64);
    int first = 0;
    while (first < vector.length()) {
      int rows = Math.min(ROWS, vector.length() - first);
      if (names != null) {
        rows = gatherNames(names, first, rows);
      }
      batch(first, rows);
      first += rows;
    }
    messages.end();
  }

  /** Puts names one behind the other; returns how many were taken, {@code rows} at most. */
  private int gatherNames(NameCursor cursor, int first, int rows) {
    int size = 0;
    int row = 0;
    while (row < rows && (size < NAME_BYTES || row == 0)) {
      cursor.moveTo(first + row);
      if (size + cursor.length() > text.length) {
        text = Arrays.copyOf(text, Math.max(size + cursor.length(), 2 * text.length));
      }
      System.arraycopy(cursor.bytes(), 0, text, size, cursor.length());
      size += cursor.length();
      nameEnds[++row] = size;
    }
    return row;
  }

  private void batch(int first, int rows) throws IOException {
    int nulls = markNulls(first, rows);
    long width = vector.type().byteSize();
    long numberBytes = (long) Integer.BYTES * rows;
    // A column without nulls needs no bitmap.
    long validBytes = nulls == 0 ? 0 : (rows + 7) / 8;
    if (names == null) {
      messages.batch(
          rows, new int[] {0, nulls}, new long[] {0, numberBytes, validBytes, width * rows});
    } else {
      messages.batch(
          rows,
          new int[] {0, 0, nulls},
          new long[] {
            0, numberBytes, 0, numberBytes + Integer.BYTES, nameEnds[rows], validBytes, width * rows
          });
    }
    for (int row = 0; row < rows; row++) {
      numbers[row] = first + row;
    }
    write(MemorySegment.ofArray(numbers), 0, numberBytes);
    if (names != null) {
      write(MemorySegment.ofArray(nameEnds), 0, numberBytes + Integer.BYTES);
      write(MemorySegment.ofArray(text), 0, nameEnds[rows]);
    }
    write(MemorySegment.ofArray(valid), 0, validBytes);
    write(vector.values(), first * width, width * rows);
  }

  /** Sets a bit for each value that is there; returns how many are not. */
  private int markNulls(int first, int rows) {
    if (vector.type() != NpyType.INT64) {
      return 0;
    }
    Arrays.fill(valid, (byte) 0);
    int nulls = 0;
    for (int row = 0; row < rows; row++) {
      if (vector.isFinite(first + row)) {
        valid[row >> 3] |= (byte) (1 << (row & 7));
      } else {
        nulls++;
      }
    }
    return nulls;
  }

  /** Writes a buffer of the body, and its padding. */
  private void write(MemorySegment data, long from, long size) throws IOException {
    for (long done = 0; done < size; done += CHUNK_BYTES) {
      int length = (int) Math.min(CHUNK_BYTES, size - done);
      MemorySegment.copy(data, JAVA_BYTE, from + done, chunk, 0, length);
      out.write(chunk, 0, length);
    }
    out.write(PADDING, 0, (int) (ArrowMessages.padded(size) - size));
  }
}
