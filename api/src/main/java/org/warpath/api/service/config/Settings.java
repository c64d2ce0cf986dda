package org.warpath.api.service.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * Settings from the command line, the environment and a file, the former over the latter. Whoever
 * reads a key makes it known; what then is not known is refused.
 */
final class Settings {
  /** Begins the names of all our variables. */
  static final String PREFIX = "WARPATH_";

  private final Map<String, Setting> file;
  private final Map<String, String> environment;
  private final Map<String, String> options;
  private final Set<String> known = new LinkedHashSet<>();

  Settings(
      Map<String, Setting> file, Map<String, String> environment, Map<String, String> options) {
    this.file = file;
    this.environment = environment;
    this.options = options;
  }

  /** {@code WARPATH_LIMITS_JSON_BYTES} for {@code limits.jsonBytes}. */
  static String variable(String key) {
    return PREFIX
        + key.replace('.', '_').replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /** What was written for {@code key}; null if nothing was. */
  @Nullable Setting find(String key) {
    String option = options.get(key);
    if (option != null) {
      return Setting.of(option, "--" + key);
    }
    String variable = variable(key);
    String value = environment.get(variable);
    if (value != null && !value.isEmpty()) {
      return Setting.of(value, variable);
    }
    Setting written = file.get(key);
    return written == null || written.empty() ? null : written;
  }

  private @Nullable Setting read(String key) {
    known.add(key);
    return find(key);
  }

  private @Nullable String single(String key, String expected) {
    Setting setting = read(key);
    if (setting != null && setting.list()) {
      throw new InvalidSettingException(key, expected, "a list");
    }
    return setting == null ? null : setting.values().getFirst();
  }

  String text(String key, String otherwise) {
    String text = single(key, "a text");
    return text == null ? otherwise : text;
  }

  Optional<Path> path(String key) {
    String text = single(key, "a path");
    try {
      return Optional.ofNullable(text).map(Path::of);
    } catch (InvalidPathException e) {
      throw new InvalidSettingException(key, "a path", e.getMessage());
    }
  }

  boolean flag(String key, boolean otherwise) {
    String text = single(key, "true or false");
    return switch (text) {
      case null -> otherwise;
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidSettingException(key, "true or false", quoted(text));
    };
  }

  long number(String key, long otherwise) {
    String text = single(key, "a whole number");
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new InvalidSettingException(key, "a whole number", quoted(text));
    }
  }

  int integer(String key, int otherwise) {
    long number = number(key, otherwise);
    // Out of an int's range is out of every range: the record says which.
    return Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  long size(String key, long otherwise) {
    String text = single(key, ByteSize.EXPECTED);
    if (text == null) {
      return otherwise;
    }
    OptionalLong size = ByteSize.parse(text.replace("_", ""));
    return size.orElseThrow(
        () -> new InvalidSettingException(key, ByteSize.EXPECTED, quoted(text)));
  }

  Duration span(String key, Duration otherwise) {
    String text = single(key, TimeSpan.EXPECTED);
    if (text == null) {
      return otherwise;
    }
    return TimeSpan.parse(text)
        .orElseThrow(() -> new InvalidSettingException(key, TimeSpan.EXPECTED, quoted(text)));
  }

  <E extends Enum<E>> E oneOf(String key, Class<E> type, E otherwise) {
    String expected =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "one of ", ""));
    String text = single(key, expected);
    if (text == null) {
      return otherwise;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw new InvalidSettingException(key, expected, quoted(text));
  }

  /** A list; outside of a file, entries are separated by commas. */
  List<String> list(String key, List<String> otherwise) {
    Setting setting = read(key);
    if (setting == null) {
      return otherwise;
    }
    return setting.list()
        ? setting.values()
        : Arrays.stream(setting.values().getFirst().split(",")).map(String::strip).toList();
  }

  /**
   * Refuses what was written and nobody read.
   *
   * @throws IllegalArgumentException naming where it stands, and the nearest setting there is
   */
  void refuseUnknown() {
    file.forEach((key, setting) -> {
      boolean section = known.stream().anyMatch(name -> name.startsWith(key + "."));
      if (section && !setting.empty()) {
        throw new IllegalArgumentException(
            setting.origin() + ": " + key + " must be a section, was " + setting.written());
      }
      if (!section && !known.contains(key)) {
        throw new IllegalArgumentException(
            "%s: unknown setting \"%s\"; nearest: %s"
                .formatted(setting.origin(), key, nearest(key, known)));
      }
    });
    refuseUnknownVariables();
  }

  /**
   * Variables that begin as ours do may be another's, such as those a container platform makes for
   * a service of this name: only those are refused that a section or a typing error explains.
   */
  private void refuseUnknownVariables() {
    Set<String> variables = known.stream().map(Settings::variable).collect(Collectors.toSet());
    Set<String> sections =
        known.stream()
            .filter(key -> key.contains("."))
            .map(key -> variable(key.substring(0, key.indexOf('.'))) + "_")
            .collect(Collectors.toSet());
    for (String name : environment.keySet()) {
      if (!name.startsWith(PREFIX) || variables.contains(name)) {
        continue;
      }
      String nearest = nearest(name, variables);
      if (sections.stream().anyMatch(name::startsWith) || distance(name, nearest) <= 2) {
        throw new IllegalArgumentException(
            "%s: unknown variable; nearest: %s".formatted(name, nearest));
      }
    }
  }

  private static String nearest(String name, Set<String> names) {
    return names.stream()
        .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
        .orElseThrow();
  }

  /**
   * Typing errors from one to the other, or from one to the other's last part, forgotten sections.
   */
  private static int distance(String written, String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return Math.min(typingErrors(written, name), typingErrors(written, last) + 1);
  }

  private static int typingErrors(String a, String b) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
