package org.warpath.api.service.contract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Files as NumPy's save writes them, spelled out. */
public final class NpyBytes {
  private NpyBytes() {}

  /** A vector of float64. */
  public static byte[] of(double... values) {
    return array("(%d,)".formatted(values.length), values);
  }

  /** A matrix of float64, given row by row. */
  public static byte[] matrix(int rows, double... values) {
    return array("(%d, %d)".formatted(rows, values.length / rows), values);
  }

  private static byte[] array(String shape, double... values) {
    byte[] head =
        headed("{'descr': '<f8', 'fortran_order': False, 'shape': %s, }".formatted(shape));
    ByteBuffer file =
        ByteBuffer.allocate(head.length + 8 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(head);
    for (double value : values) {
      file.putDouble(value);
    }
    return file.array();
  }

  /** The head alone, whatever it says. */
  public static byte[] headed(String header) {
    return ByteBuffer.allocate(128)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) 118)
        .put("%-117s\n".formatted(header).getBytes(StandardCharsets.US_ASCII))
        .array();
  }
}
