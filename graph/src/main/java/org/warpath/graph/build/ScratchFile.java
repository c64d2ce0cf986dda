package org.warpath.graph.build;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.warpath.linalg.sparse.Csr;

/**
 * A temporary file, written from front to back and then mapped. It goes away by itself: where the
 * system allows, its name is gone as soon as it is open, so that even a crash leaves nothing; a
 * mapping outlives it.
 *
 * <p>It is written through its channel rather than a mapping because a full disk is an {@link
 * IOException} there and kills the process here.
 */
final class ScratchFile implements AutoCloseable {
  private static final int WRITE_BYTES = 1 << 20;

  private final Path directory;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE_BYTES);

  ScratchFile(Path directory) throws IOException {
    this.directory = directory;
    this.channel =
        FileChannel.open(
            directory.resolve("warpath-" + UUID.randomUUID() + ".tmp"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** {@code rows} moved to scratch files, mapped for as long as {@code mapping} lives. */
  static Csr moved(Csr rows, Path directory, Arena mapping) throws IOException {
    return new Csr(
        rows.rowCount(),
        rows.columnCount(),
        moved(rows.rowOffsets(), directory, mapping),
        moved(rows.columnIndices(), directory, mapping),
        rows.values() == null ? null : moved(rows.values(), directory, mapping));
  }

  private static MemorySegment moved(MemorySegment section, Path directory, Arena mapping)
      throws IOException {
    try (ScratchFile file = new ScratchFile(directory)) {
      file.append(section);
      return file.map(mapping);
    }
  }

  /**
   * Writes {@code bytes} at the end.
   *
   * @throws IOException if the disk is full or fails; names the directory
   */
  void append(MemorySegment bytes) throws IOException {
    try {
      for (long done = 0; done < bytes.byteSize(); done += WRITE_BYTES) {
        int length = (int) Math.min(WRITE_BYTES, bytes.byteSize() - done);
        MemorySegment.ofBuffer(buffer.clear().limit(length)).copyFrom(bytes.asSlice(done, length));
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    } catch (IOException e) {
      throw new IOException(
          "cannot write "
              + bytes.byteSize()
              + " bytes to a scratch file in "
              + directory
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** All that was written, for as long as {@code mapping} lives. */
  MemorySegment map(Arena mapping) throws IOException {
    return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), mapping);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
