package org.warpath.graph.store;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;

/**
 * The checksum of a section, defined so that many threads can compute it: cut into blocks of 16
 * MiB, the last one shorter, the section's checksum is the CRC-32C of its blocks' CRC-32Cs, each
 * written as a little-endian int32. Of an empty section it is 0.
 */
final class BlockChecksum {
  private static final long BLOCK_BYTES = 16L << 20;
  // A step is checked while the checksum has just brought it into the cache.
  private static final long STEP_BYTES = 128L << 10;

  private BlockChecksum() {}

  /** The checksum of {@code bytes}. */
  static int of(MemorySegment bytes) {
    return scan(bytes, (from, to) -> null).checksum();
  }

  /**
   * What one pass over a section found.
   *
   * @param problem the first defect of structure, or null
   */
  record Finding(int checksum, @Nullable String problem) {}

  /** The checksum of {@code bytes} and whether {@code structure} is sound, in one pass. */
  static Finding scan(MemorySegment bytes, Structure structure) {
    int blocks = Parallel.tasks(bytes.byteSize(), BLOCK_BYTES);
    int[] digests = new int[blocks];
    @Nullable String[] problems = new String[blocks];
    Parallel.forEach(
        Engine.cpu().threads(),
        blocks,
        block -> {
          long start = block * BLOCK_BYTES;
          long end = Math.min(bytes.byteSize(), start + BLOCK_BYTES);
          CRC32C crc = new CRC32C();
          String problem = null;
          for (long from = start; from < end; from += STEP_BYTES) {
            long to = Math.min(end, from + STEP_BYTES);
            crc.update(bytes.asSlice(from, to - from).asByteBuffer());
            if (problem == null) {
              problem = structure.problem(from, to);
            }
          }
          digests[block] = (int) crc.getValue();
          problems[block] = problem;
        });
    return new Finding(combine(digests), first(problems));
  }

  private static int combine(int[] digests) {
    ByteBuffer buffer = ByteBuffer.allocate(digests.length * Integer.BYTES).order(LITTLE_ENDIAN);
    buffer.asIntBuffer().put(digests);
    CRC32C crc = new CRC32C();
    crc.update(buffer);
    return (int) crc.getValue();
  }

  private static @Nullable String first(@Nullable String[] problems) {
    for (String problem : problems) {
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }
}
