package org.warpath.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.warpath.kernels.Parallel;
import org.warpath.kernels.Timings;

/**
 * How fast a disk reads: the end of a file in pieces of 4 MiB on several threads, past the system's
 * cache.
 */
final class DiskBandwidth {
  private static final int PIECE = 4 << 20;
  private static final long MOST = 4L << 30;

  private DiskBandwidth() {}

  /** Of at most 4 GiB of {@code file}, in whole pieces; 0 bytes if it is shorter than one. */
  static Measurement measure(Path file, int threads, int runs) throws IOException {
    long size = Files.size(file);
    int pieces = Math.toIntExact(Math.min(MOST, size) / PIECE);
    long first = size / PIECE - pieces;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, direct())) {
      int align = Math.toIntExact(Files.getFileStore(file).getBlockSize());
      return Measurement.of(
          "disk",
          0,
          runs,
          (double) pieces * PIECE,
          () -> {
            long start = System.nanoTime();
            Parallel.forEach(threads, pieces, i -> read(channel, (first + i) * PIECE, align));
            return Timings.secondsSince(start);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** {@code ExtendedOpenOption.DIRECT}, which the compiler warns of wherever it stands. */
  private static OpenOption direct() {
    try {
      Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
      return (OpenOption) options.getField("DIRECT").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot read past the system's cache", e);
    }
  }

  private static void read(FileChannel channel, long from, int align) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE + align).alignedSlice(align).limit(PIECE);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, from + buffer.position()) < 0) {
          throw new IOException("the file became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
