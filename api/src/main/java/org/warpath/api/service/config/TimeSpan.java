package org.warpath.api.service.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 30s}, {@code 7d}, {@code 500ms}. */
final class TimeSpan {
  /** What to say is expected. */
  static final String EXPECTED = "a duration such as 500ms, 30s, 5m, 12h or 7d";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private TimeSpan() {}

  /** The duration that {@code text} says; empty if it is none. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    ChronoUnit unit = UNITS.get(matcher.group(2));
    return Optional.of(Duration.of(Long.parseLong(matcher.group(1)), unit));
  }

  /** {@code 30s} of a duration, whole milliseconds: in the largest unit that allows it. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    for (String name : new String[] {"d", "h", "m", "s"}) {
      long unit = UNITS.get(name).getDuration().toMillis();
      if (millis != 0 && millis % unit == 0) {
        return millis / unit + name;
      }
    }
    return millis + "ms";
  }
}
