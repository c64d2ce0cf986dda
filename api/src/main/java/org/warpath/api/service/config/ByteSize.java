package org.warpath.api.service.config;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them: {@code 64MiB}, {@code 1.5GB}, {@code 4096}. */
final class ByteSize {
  /** What to say is expected. */
  static final String EXPECTED = "a size such as 64MiB";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?) ?([a-zA-Z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "b", 1L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L);

  private ByteSize() {}

  /** The bytes that {@code text} says; empty if it is no size, or above 2⁶³ − 1. */
  static OptionalLong parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      return OptionalLong.empty();
    }
    double bytes = Double.parseDouble(matcher.group(1)) * unit;
    boolean whole = !matcher.group(1).contains(".");
    if (bytes >= Long.MAX_VALUE) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(whole ? Long.parseLong(matcher.group(1)) * unit : Math.round(bytes));
  }

  /** {@code 64MiB} of so many bytes: exact, in the largest unit that allows it. */
  static String text(long bytes) {
    String[] units = {"TiB", "GiB", "MiB", "KiB"};
    for (int i = 0; i < units.length; i++) {
      int shift = 10 * (units.length - i);
      if (bytes != 0 && bytes % (1L << shift) == 0) {
        return (bytes >> shift) + units[i];
      }
    }
    return bytes + "B";
  }
}
