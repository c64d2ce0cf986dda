package org.warpath.api.cli;

import java.util.Locale;

/** Enum constants as people type them. */
final class Names {
  private Names() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
