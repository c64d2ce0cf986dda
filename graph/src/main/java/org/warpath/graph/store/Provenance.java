package org.warpath.graph.store;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a graph comes from, as UTF-8 text of lines {@code key=value}. */
final class Provenance {
  private Provenance() {}

  /** {@code entries} in a fixed copy. */
  static Map<String, String> validated(Map<String, String> entries) {
    entries.forEach((key, value) -> {
      if (key.isEmpty() || key.contains("=") || (key + value).lines().count() > 1) {
        throw new IllegalArgumentException(
            "provenance must be lines key=value, had key \"" + key + "\"");
      }
    });
    return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  static byte[] encode(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  static Map<String, String> decode(MemorySegment text) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String line : new String(text.toArray(JAVA_BYTE), UTF_8).lines().toList()) {
      int equals = line.indexOf('=');
      entries.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
    }
    return Collections.unmodifiableMap(entries);
  }
}
