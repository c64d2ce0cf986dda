package org.warpath.api.service.jobs;

import java.util.Locale;

/** Where a job stands. */
public enum JobState {
  QUEUED,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED,
  /** The service ended while it was queued or running. */
  INTERRUPTED;

  /** Whether it goes no further by itself. */
  public boolean ended() {
    return this != QUEUED && this != RUNNING;
  }

  /** As JSON and the database have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
