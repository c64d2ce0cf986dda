package org.warpath.api.service.config;

import java.util.List;

/**
 * A setting as somebody wrote it.
 *
 * @param values its text; one for each entry of a list; a single empty one says nothing
 * @param list whether it was written as a list
 * @param origin where it was written: file and line, variable, option
 */
record Setting(List<String> values, boolean list, String origin) {
  Setting {
    values = List.copyOf(values);
  }

  static Setting of(String value, String origin) {
    return new Setting(List.of(value), false, origin);
  }

  /** Whether the key stands there without a value. */
  boolean empty() {
    return !list && values.getFirst().isEmpty();
  }

  /** What was written, for people. */
  String written() {
    return list ? "a list" : '"' + values.getFirst() + '"';
  }
}
