package org.warpath.graph.mediawiki.sql;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.io.text.InputFile;

/**
 * A file's bytes, unpacked, in blocks; while one is looked at, another thread unpacks the next.
 * Unpacking and parsing take about equally long.
 */
final class ReadAhead implements Closeable {
  /** Bytes left free before a block's first one, for the last of the block before it. */
  static final int MARGIN = 1;

  /** Enough that handing over costs nothing, little enough to stay in the cache. */
  static final int BLOCK_BYTES = 1 << 20;

  private final InputFile file;
  private final int blockBytes;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("warpath-unpack").factory());
  private FutureTask<Block> next;
  private byte[] spare;

  /**
   * Some bytes of the file.
   *
   * @param bytes the first is at {@link #MARGIN}
   * @param count how many; 0 only at the end of the file
   */
  record Block(byte[] bytes, int count) {}

  ReadAhead(InputFile file, int blockBytes) {
    this.file = file;
    this.blockBytes = blockBytes;
    this.spare = new byte[MARGIN + blockBytes];
    this.next = start(new byte[MARGIN + blockBytes]);
  }

  private FutureTask<Block> start(byte[] into) {
    FutureTask<Block> task = new FutureTask<>(() -> fill(into));
    reader.execute(task);
    return task;
  }

  private Block fill(byte[] into) throws IOException {
    return new Block(into, file.readNBytes(into, MARGIN, blockBytes));
  }

  /** The next block, null at the end of the file; the one before it is filled anew meanwhile. */
  @Nullable Block next() throws IOException {
    Block block = await(next);
    if (block.count() == 0) {
      return null;
    }
    next = start(spare);
    spare = block.bytes();
    return block;
  }

  private static Block await(FutureTask<Block> task) throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException thrown -> throw thrown;
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> throw new IOException("reading failed", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("reading was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  /** Bytes of the file itself, packed as it is, read so far. */
  long position() {
    return file.packedPosition();
  }

  /** Bytes of the file itself, packed as it is. */
  long size() {
    return file.packedSize();
  }

  @Override
  public void close() throws IOException {
    // Waits for a read under way: the file must not be closed below it.
    reader.close();
    file.close();
  }
}
