package org.warpath.graph.io.text;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.GraphFormatException;

/**
 * A text file, packed or plain, as lines: one by one at its head, then in blocks of whole lines.
 * Lines end with LF or CR LF; a byte order mark is skipped. A block grows to hold the longest line,
 * up to 2 GiB. For one thread.
 */
public final class TextInput implements Closeable {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int LONGEST_LINE = Integer.MAX_VALUE - 8;

  private final InputFile file;
  private final ArrayDeque<byte[]> spare = new ArrayDeque<>();
  private final int blockBytes;
  private byte[] buffer;
  private int position;
  private int lineStart;
  private int limit;
  private boolean ended;
  private long linesTaken;

  private TextInput(InputFile file, int blockBytes) {
    this.file = file;
    this.blockBytes = blockBytes;
    this.buffer = new byte[blockBytes];
  }

  /**
   * Opens {@code path}.
   *
   * @throws GraphFormatException if it is empty, not UTF-8 or ASCII text, or packed and damaged
   */
  public static TextInput open(Path path) throws IOException {
    return open(path, BLOCK_BYTES);
  }

  /** As {@link #open(Path)}, in blocks of about {@code blockBytes} bytes. */
  static TextInput open(Path path, int blockBytes) throws IOException {
    TextInput input = new TextInput(InputFile.open(path), blockBytes);
    try {
      input.fill();
      input.checkEncoding();
      return input;
    } catch (IOException | RuntimeException | Error e) {
      input.close();
      throw e;
    }
  }

  private void checkEncoding() throws GraphFormatException {
    if (limit == 0) {
      throw new GraphFormatException(source(), "is empty");
    }
    if (limit >= 3
        && buffer[0] == (byte) 0xef
        && buffer[1] == (byte) 0xbb
        && buffer[2] == (byte) 0xbf) {
      position = 3;
    }
    if (limit >= 2 && (buffer[0] & 0xfe) == 0xfe && (buffer[0] ^ buffer[1]) == 1) {
      throw new GraphFormatException(source(), "is UTF-16 text, expected UTF-8");
    }
    for (int i = 0; i < Math.min(limit, 1 << 12); i++) {
      if (buffer[i] == 0) {
        throw new GraphFormatException(source(), "is binary data, expected text");
      }
    }
  }

  /** The file's name, for messages. */
  public String source() {
    return file.path().toString();
  }

  /** How many lines were taken so far, one by one or in blocks. */
  public long linesTaken() {
    return linesTaken;
  }

  /** Bytes of the file, packed as it is, read so far. */
  public long position() {
    return file.packedPosition();
  }

  /** Bytes of the file, packed as it is. */
  public long size() {
    return file.packedSize();
  }

  /**
   * Moves {@code line} to the next line, valid until the next call of any method here.
   *
   * @return false at the end of the file
   */
  public boolean nextLine(LineCursor line) throws IOException {
    int from = position;
    int end = indexOfNewline(from);
    while (end < 0 && !ended) {
      int searched = limit - position;
      makeRoom();
      fill();
      end = indexOfNewline(position + searched);
    }
    if (end < 0 && position == limit) {
      return false;
    }
    int next = end < 0 ? limit : end + 1;
    line.open(buffer, position, next);
    lineStart = position;
    position = next;
    linesTaken++;
    return line.next();
  }

  /** Gives back the line that {@link #nextLine} just took: it comes again, or in a block. */
  public void untakeLine() {
    position = lineStart;
    linesTaken--;
  }

  /** A defect of the line taken last by {@link #nextLine}. */
  public GraphFormatException malformed(MalformedLine problem) {
    return malformed(linesTaken - 1, problem);
  }

  /** A defect in a block before which there were {@code linesBefore} lines. */
  GraphFormatException malformed(long linesBefore, MalformedLine problem) {
    return new GraphFormatException(
        source(),
        linesBefore + problem.lineInBlock(),
        problem.column(),
        String.valueOf(problem.getMessage()));
  }

  private int indexOfNewline(int from) {
    byte[] bytes = buffer;
    for (int i = from; i < limit; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Moves what is not yet taken to the front; doubles the buffer if that makes no room. */
  private void makeRoom() throws GraphFormatException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    } else if (limit == buffer.length) {
      if (buffer.length == LONGEST_LINE) {
        throw new GraphFormatException(
            source(), linesTaken + 1, 0, "is longer than 2 GiB, expected a line of text");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, LONGEST_LINE));
    }
  }

  private void fill() throws IOException {
    while (limit < buffer.length && !ended) {
      int read = file.read(buffer, limit, buffer.length - limit);
      ended = read < 0;
      limit += Math.max(0, read);
    }
  }

  /** The next lines, as many as fill a block; null at the end of the file. */
  @Nullable TextBlock nextBlock() throws IOException {
    fill();
    int cut = lastNewline();
    while (cut < 0 && !ended) {
      makeRoom();
      fill();
      cut = lastNewline();
    }
    int to = ended ? limit : cut + 1;
    if (position == to) {
      return null;
    }
    TextBlock block = new TextBlock(buffer, position, to);
    byte[] next = spare.pollFirst();
    int rest = limit - to;
    buffer = next == null || next.length < rest ? new byte[Math.max(blockBytes, rest)] : next;
    System.arraycopy(block.bytes(), to, buffer, 0, rest);
    position = 0;
    limit = rest;
    return block;
  }

  private int lastNewline() {
    for (int i = limit - 1; i >= position; i--) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Takes back a block's bytes for reuse, and counts its lines. */
  void release(TextBlock block, int lines) {
    linesTaken += lines;
    if (block.bytes().length == blockBytes) {
      spare.add(block.bytes());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
