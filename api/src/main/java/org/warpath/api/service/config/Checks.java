package org.warpath.api.service.config;

import java.time.Duration;

/** Ranges of settings. */
final class Checks {
  private Checks() {}

  static void range(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InvalidSettingException(key, "in [" + least + ", " + most + "]", value);
    }
  }

  static void size(String key, long bytes, long least, long most) {
    if (bytes < least || bytes > most) {
      throw new InvalidSettingException(
          key,
          "a size from " + ByteSize.text(least) + " to " + ByteSize.text(most),
          ByteSize.text(bytes));
    }
  }

  static void span(String key, Duration span, Duration least, Duration most) {
    if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
      throw new InvalidSettingException(
          key,
          "a duration from " + TimeSpan.text(least) + " to " + TimeSpan.text(most),
          TimeSpan.text(span));
    }
  }
}
