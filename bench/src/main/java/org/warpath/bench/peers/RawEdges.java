package org.warpath.bench.peers;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.warpath.graph.Graph;
import org.warpath.graph.store.CsrFile;
import org.warpath.linalg.sparse.Csr;

/**
 * A graph's out-edges as plain little-endian arrays, for programs that do not read .csr files.
 *
 * @param offsets int64[n + 1]
 * @param columns int32[m], by stored place
 */
public record RawEdges(Path offsets, Path columns) {
  private static final long BLOCK = 1L << 26;

  /** Files in a folder. */
  public static RawEdges in(Path folder) {
    return new RawEdges(folder.resolve("offsets.bin"), folder.resolve("columns.bin"));
  }

  /** Writes both, unless they are there. */
  void write(Path csr) throws IOException {
    if (Files.exists(columns)) {
      return;
    }
    try (Graph graph = CsrFile.open(csr)) {
      Csr out = graph.out();
      write(offsets, out.rowOffsets());
      write(columns, out.columnIndices());
    }
  }

  private static void write(Path file, MemorySegment array) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long from = 0; from < array.byteSize(); from += BLOCK) {
        var block = array.asSlice(from, Math.min(BLOCK, array.byteSize() - from)).asByteBuffer();
        while (block.hasRemaining()) {
          channel.write(block);
        }
      }
    }
  }
}
