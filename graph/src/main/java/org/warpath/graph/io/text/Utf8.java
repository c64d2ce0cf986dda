package org.warpath.graph.io.text;

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
    return isWellFormed(bytes, from, from + length);
  }

  // Table 3-7 of the Unicode Standard: what may follow a first byte. Without a decoder, which would
  // be two objects a call.
  private static boolean isWellFormed(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      int first = bytes[i++] & 0xff;
      if (first < 0x80) {
        continue;
      }
      int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
      if (first < 0xc2 || first > 0xf4 || more > to - i) {
        return false;
      }
      int second = bytes[i++] & 0xff;
      int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
      int greatest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
      if (second < least || second > greatest) {
        return false;
      }
      for (; more > 1; more--) {
        if ((bytes[i++] & 0xc0) != 0x80) {
          return false;
        }
      }
    }
    return true;
  }
}
