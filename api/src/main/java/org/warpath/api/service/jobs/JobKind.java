package org.warpath.api.service.jobs;

import java.util.Locale;

/** What a job makes. */
public enum JobKind {
  /** An answer of an algorithm. */
  ALGORITHM,
  /** A graph. */
  IMPORT,
  /** A model's weights. */
  TRAINING;

  /** As JSON and the database have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobKind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
