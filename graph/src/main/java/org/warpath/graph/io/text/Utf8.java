package org.warpath.graph.io.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks text for being UTF-8. */
public final class Utf8 {
  private Utf8() {}

  /** Whether {@code bytes[from … from + length)} is UTF-8. */
  public static boolean isValid(byte[] bytes, int from, int length) {
    boolean ascii = true;
    for (int i = from; i < from + length; i++) {
      ascii &= bytes[i] >= 0;
    }
    if (ascii) {
      return true;
    }
    try {
      // A new decoder reports malformed input instead of replacing it.
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
