package org.warpath.api.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An answer of the service that says what was wrong (RFC 9457). */
public final class WarpathException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String detail;
  private final transient Map<String, Object> members;
  private final transient Optional<Duration> retryAfter;

  /**
   * @param status the HTTP status
   * @param members all members of the problem
   * @param retryAfter after which another try may succeed
   */
  WarpathException(int status, Map<String, Object> members, Optional<Duration> retryAfter) {
    super(
        "%s (%s, status %d, request %s)"
            .formatted(
                text(members, "detail"),
                text(members, "type"),
                status,
                text(members, "requestId")));
    this.status = status;
    this.detail = text(members, "detail");
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    this.retryAfter = retryAfter;
  }

  /** The kind of problem, which is stable: {@code /problems/unknown-graph}. */
  public String type() {
    return text(members, "type");
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The kind of problem in a few words. */
  public String title() {
    return text(members, "title");
  }

  /** What was wrong, where, and what was expected. */
  public String detail() {
    return detail;
  }

  /** By which the service's log knows the request. */
  public String requestId() {
    return text(members, "requestId");
  }

  /**
   * All members of the problem, among them, where it has them: {@code pointer} (where in the JSON
   * body), {@code needed} and {@code free} (bytes), {@code nearest} (names like the unknown one).
   */
  public Map<String, Object> members() {
    return members;
  }

  /** After which another try may succeed, if the service said so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private static String text(Map<String, Object> members, String name) {
    return String.valueOf(members.getOrDefault(name, "-"));
  }
}
