package org.warpath.nn.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.tensor.Tensor;

/**
 * A file of named tensors in the format safetensors: the length of a header in 8 bytes, the header
 * in JSON, and the tensors' elements, little-endian and without gaps
 * (<https://huggingface.co/docs/safetensors>). Types are F16, BF16, F32 and F64.
 *
 * <p>What is written here has the elements' CRC-32C among the texts, as {@value #CHECKSUM}; files
 * of others, which do not, are read all the same.
 *
 * @param tensors by name, in the file's order
 * @param texts texts by name, the format's {@code __metadata__}
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> texts) {
  /** The text that holds the checksum. */
  public static final String CHECKSUM = "warpath.crc32c";

  /** A header may not be longer than this many bytes. */
  static final long LONGEST_HEADER = 100_000_000;

  private static final int PREFIX = Long.BYTES;

  // At most this much is under way at a time: buffers over memory hold no more than 2 GiB.
  private static final long CHUNK = 1 << 26;

  public Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /**
   * Reads a file, the elements copied.
   *
   * @throws FormatException if the file is damaged or of another format: what was expected, and
   *     what was found. Nothing of it is returned.
   * @throws IOException if it cannot be read
   */
  public static Safetensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return read(file.toString(), memory);
    }
  }

  private static Safetensors read(String source, MemorySegment memory) throws FormatException {
    if (memory.byteSize() < PREFIX) {
      throw new FormatException(
          source, "expected a header's length in 8 bytes, found " + memory.byteSize());
    }
    ByteBuffer start = memory.asSlice(0, PREFIX).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long length = start.getLong();
    long most = Math.min(LONGEST_HEADER, memory.byteSize() - PREFIX);
    if (length < 2 || length > most) {
      throw new FormatException(
          source,
          "expected a header of 2 to %d bytes, found %s"
              .formatted(most, Long.toUnsignedString(length)));
    }
    Header header = Header.parse(source, memory.asSlice(PREFIX, length));
    MemorySegment elements = memory.asSlice(PREFIX + length);
    header.requireCovers(source, elements.byteSize());
    String checksum = header.texts().get(CHECKSUM);
    if (checksum != null && !checksum.equals(checksum(elements))) {
      throw new FormatException(
          source,
          "expected elements with the checksum %s, found %s"
              .formatted(checksum, checksum(elements)));
    }
    return new Safetensors(header.tensors(elements), header.texts());
  }

  private static String checksum(MemorySegment elements) {
    CRC32C sum = new CRC32C();
    update(sum, elements);
    return "%08x".formatted(sum.getValue());
  }

  private static void update(CRC32C sum, MemorySegment elements) {
    for (long at = 0; at < elements.byteSize(); at += CHUNK) {
      sum.update(elements.asSlice(at, Math.min(CHUNK, elements.byteSize() - at)).asByteBuffer());
    }
  }

  /**
   * Writes a file: under a temporary name, forced to disk, then renamed.
   *
   * @throws IOException if it cannot be written; what was there before still is
   */
  public void write(Path file) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(texts);
    CRC32C sum = new CRC32C();
    tensors.values().forEach(tensor -> update(sum, tensor.memory()));
    all.put(CHECKSUM, "%08x".formatted(sum.getValue()));
    byte[] header = Header.of(tensors, all).toBytes();
    AtomicFile.write(
        file,
        channel -> {
          ByteBuffer start = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
          AtomicFile.writeFully(channel, start.putLong(header.length).flip());
          AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
          for (Tensor tensor : tensors.values()) {
            write(channel, tensor.memory());
          }
        });
  }

  private static void write(FileChannel channel, MemorySegment elements) throws IOException {
    for (long at = 0; at < elements.byteSize(); at += CHUNK) {
      long size = Math.min(CHUNK, elements.byteSize() - at);
      AtomicFile.writeFully(channel, elements.asSlice(at, size).asByteBuffer());
    }
  }
}
