package org.warpath.nn.protobuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.warpath.linalg.io.AtomicFile;

/**
 * A message of protocol buffers to be written: its fields, in the order in which they are added.
 * What is added is not copied, and must stay as it is until it is written.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>.
 */
public final class WireOutput {
  private static final int LONGEST_VARINT = 10;

  private final List<ByteBuffer> parts = new ArrayList<>();
  private long byteSize;

  /** Adds a text. */
  public WireOutput text(int number, String text) {
    return bytes(number, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds a repeated field's integers, packed. */
  public WireOutput integers(int number, int... integers) {
    ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(LONGEST_VARINT, integers.length));
    for (int integer : integers) {
      varint(packed, integer);
    }
    return bytes(number, packed.flip());
  }

  /** Adds what is left of {@code bytes}, such as a repeated field's numbers, packed. */
  public WireOutput bytes(int number, ByteBuffer bytes) {
    head(number, bytes.remaining());
    add(bytes.duplicate());
    return this;
  }

  /**
   * Adds a message within, as it is now.
   *
   * @throws IllegalArgumentException if it has 2 GiB or more, which none may
   */
  public WireOutput message(int number, WireOutput message) {
    if (message.byteSize > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a message within another has %d bytes, expected less than 2 GiB"
              .formatted(message.byteSize));
    }
    head(number, message.byteSize);
    message.parts.forEach(this::add);
    return this;
  }

  private void head(int number, long length) {
    ByteBuffer head = ByteBuffer.allocate(2 * LONGEST_VARINT);
    varint(head, ((long) number << 3) | WireMessage.BYTES);
    varint(head, length);
    add(head.flip());
  }

  private static void varint(ByteBuffer to, long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      to.put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    to.put((byte) rest);
  }

  private void add(ByteBuffer part) {
    parts.add(part);
    byteSize += part.remaining();
  }

  /**
   * Writes all of it.
   *
   * @throws IOException if {@code channel} does not take it
   */
  public void writeTo(WritableByteChannel channel) throws IOException {
    for (ByteBuffer part : parts) {
      AtomicFile.writeFully(channel, part.duplicate());
    }
  }
}
