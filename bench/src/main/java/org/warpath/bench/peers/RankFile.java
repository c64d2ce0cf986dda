package org.warpath.bench.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ranks that a process leaves for another: float64, little-endian, by stored place. */
public final class RankFile {
  private static final int BLOCK = 1 << 16;

  private RankFile() {}

  static void write(Path file, double[] ranks) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int from = 0; from < ranks.length; from += BLOCK) {
        int count = Math.min(BLOCK, ranks.length - from);
        block.asDoubleBuffer().put(ranks, from, count);
        out.write(block.array(), 0, count * Double.BYTES);
      }
    }
  }

  /**
   * The sum of absolute differences.
   *
   * @throws IllegalArgumentException if there are not as many ranks in one as in the other
   */
  public static double distance(Path one, Path other) throws IOException {
    DoubleBuffer a = map(one);
    DoubleBuffer b = map(other);
    if (a.remaining() != b.remaining()) {
      throw new IllegalArgumentException(
          "there are " + a.remaining() + " ranks in one and " + b.remaining() + " in the other");
    }
    double distance = 0;
    for (int i = 0; i < a.limit(); i++) {
      distance += Math.abs(a.get(i) - b.get(i));
    }
    return distance;
  }

  private static DoubleBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel
          .map(MapMode.READ_ONLY, 0, channel.size())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asDoubleBuffer();
    }
  }
}
