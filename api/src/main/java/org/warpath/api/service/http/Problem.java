package org.warpath.api.service.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error as an answer (RFC 9457), with one clear message in {@code detail}. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Map<String, Object> members = new LinkedHashMap<>();
  private @Nullable Integer retryAfterSeconds;

  /**
   * @param detail what, where, and what was expected
   */
  public Problem(ProblemType type, String detail) {
    super(detail);
    this.type = type;
  }

  /** As above, caused by {@code cause}. */
  public Problem(ProblemType type, String detail, Throwable cause) {
    super(detail, cause);
    this.type = type;
  }

  /** This problem with a further member: {@code pointer}, {@code needed}, {@code nearest} …. */
  public Problem with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  /** This problem, worth another try after so long. */
  public Problem retryAfter(int seconds) {
    retryAfterSeconds = seconds;
    return this;
  }

  public ProblemType type() {
    return type;
  }

  /** One clear message. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Members beyond those that every problem has. */
  public Map<String, Object> members() {
    return members;
  }

  /** Seconds after which another try may succeed; null if that is not known. */
  public @Nullable Integer retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
