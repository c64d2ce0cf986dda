package org.warpath.graph.names;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Locale;

/**
 * The names of a table in lower case, one at a time, in one array: what {@link
 * String#toLowerCase(Locale)} makes of them in {@link Locale#ROOT}, but hardly ever by way of a
 * string. Fast for vertices in ascending order, whose names it takes from the table by blocks. For
 * one thread at a time.
 */
final class LowerCase {
  private static final int BLOCK_BYTES = 1 << 16;
  // Depends on what stands around it.
  private static final char CAPITAL_SIGMA = 'Σ';
  // Becomes two characters.
  private static final char CAPITAL_DOTTED_I = 'İ';
  // By table: a branch a letter would be guessed wrong once a name.
  private static final byte[] LOWER_ASCII = new byte[128];

  static {
    for (int c = 0; c < LOWER_ASCII.length; c++) {
      LOWER_ASCII[c] = (byte) Character.toLowerCase(c);
    }
  }

  private final NameTable names;
  private byte[] block = new byte[BLOCK_BYTES];
  private long blockStart;
  private long blockEnd;
  private char[] chars = new char[256];
  private int length;
  private long letters;

  LowerCase(NameTable names) {
    this.names = names;
  }

  /** The set of letters in {@code text}, by their six low bits. */
  static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters |= 1L << text.charAt(i);
    }
    return letters;
  }

  /** Goes to the name of {@code vertex}. */
  void moveTo(int vertex) {
    long start = names.offsets().getAtIndex(JAVA_LONG, vertex);
    long end = names.offsets().getAtIndex(JAVA_LONG, vertex + 1L);
    if (start < blockStart || end > blockEnd) {
      load(start, Math.toIntExact(end - start));
    }
    lower((int) (start - blockStart), (int) (end - blockStart));
  }

  private void load(long start, int nameBytes) {
    if (nameBytes > block.length) {
      block = new byte[nameBytes];
    }
    int size = (int) Math.min(block.length, names.bytes().byteSize() - start);
    MemorySegment.copy(names.bytes(), JAVA_BYTE, start, block, 0, size);
    blockStart = start;
    blockEnd = start + size;
  }

  private void lower(int from, int to) {
    if (to - from > chars.length) {
      chars = new char[Math.max(to - from, 2 * chars.length)];
    }
    long found = 0;
    int i = from;
    int place = 0;
    while (i < to && block[i] >= 0) {
      int c = LOWER_ASCII[block[i++]];
      chars[place++] = (char) c;
      found |= 1L << c;
    }
    letters = found;
    length = place;
    if (i < to && !decode(i, to)) {
      take(new String(block, from, to - from, UTF_8).toLowerCase(Locale.ROOT));
    }
  }

  /** The rest of a name; false if it takes more than a look at each character. */
  private boolean decode(int from, int to) {
    int i = from;
    while (i < to) {
      int first = block[i] & 0xff;
      int size = first < 0x80 ? 1 : first < 0xe0 ? 2 : 3;
      int c = first;
      if (size > 1) {
        if (first >= 0xf0 || size > to - i) {
          return false;
        }
        // What goes on may not: below zero.
        int second = continuation(i + 1);
        int third = size > 2 ? continuation(i + 2) : 0;
        c = size > 2 ? (first & 0xf) << 12 | second << 6 | third : (first & 0x1f) << 6 | second;
        int least = size > 2 ? 0x800 : 0x80;
        if (first < 0xc0 || (second | third) < 0 || c < least || needsContext((char) c)) {
          return false;
        }
      }
      char lower = Character.toLowerCase((char) c);
      chars[length++] = lower;
      letters |= 1L << lower;
      i += size;
    }
    return true;
  }

  /** The six bits that the byte at {@code place} adds; negative if it does not continue. */
  private int continuation(int place) {
    return (block[place] & 0xc0) == 0x80 ? block[place] & 0x3f : -1;
  }

  private static boolean needsContext(char c) {
    return c == CAPITAL_SIGMA || c == CAPITAL_DOTTED_I || Character.isSurrogate(c);
  }

  private void take(String lower) {
    length = lower.length();
    if (length > chars.length) {
      chars = Arrays.copyOf(chars, length);
    }
    lower.getChars(0, length, chars, 0);
    letters = letters(lower);
  }

  /** UTF-16 characters of the name. */
  int length() {
    return length;
  }

  /** The set of letters, by their six low bits. */
  long letters() {
    return letters;
  }

  char charAt(int place) {
    return chars[place];
  }

  boolean startsWith(String text) {
    return length >= text.length() && matches(0, text);
  }

  boolean contains(String text) {
    for (int start = 0; start <= length - text.length(); start++) {
      if (chars[start] == text.charAt(0) && matches(start, text)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(int start, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (chars[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
