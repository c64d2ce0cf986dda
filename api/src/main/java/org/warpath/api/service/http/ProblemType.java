package org.warpath.api.service.http;

import java.util.Locale;

/** The kinds of error an answer can be; their {@link #path} is stable. */
public enum ProblemType {
  INVALID_REQUEST(400, "Invalid request"),
  MALFORMED_JSON(400, "Malformed JSON"),
  UNAUTHENTICATED(401, "API key needed"),
  FORBIDDEN(403, "Not allowed"),
  NOT_FOUND(404, "Not found"),
  UNKNOWN_GRAPH(404, "No such graph"),
  UNKNOWN_VERTEX(404, "No such vertex"),
  UNKNOWN_VECTOR(404, "No such vector"),
  UNKNOWN_MODEL(404, "No such model"),
  UNKNOWN_JOB(404, "No such job"),
  UNKNOWN_KEY(404, "No such API key"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "No such format"),
  REQUEST_TIMEOUT(408, "The request came too slowly"),
  GRAPH_EXISTS(409, "The name is taken"),
  MODEL_EXISTS(409, "The name is taken"),
  KEY_EXISTS(409, "The name is taken"),
  JOB_NOT_ENDED(409, "The job has not ended"),
  JOB_CANCELLED(409, "The job was cancelled"),
  JOB_INTERRUPTED(409, "The job was interrupted"),
  JOB_NOT_RESUMABLE(409, "The job cannot be resumed"),
  GONE(410, "No longer there"),
  TOO_LARGE(413, "Too large"),
  URI_TOO_LONG(414, "Path and query are too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported content type"),
  EXPECTATION_FAILED(417, "Expectation not met"),
  INVALID_GRAPH(422, "Not a graph"),
  INVALID_MODEL(422, "Not a model"),
  NOT_COMPUTABLE(422, "Not computable"),
  ENGINE_UNAVAILABLE(422, "Engine not available"),
  RATE_LIMITED(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "Headers too large"),
  INTERNAL(500, "Internal error"),
  OVERLOADED(503, "Too busy"),
  NOT_READY(503, "Not ready"),
  SHUTTING_DOWN(503, "Shutting down"),
  HTTP_VERSION(505, "Unknown version of HTTP"),
  OUT_OF_MEMORY(507, "Not enough memory"),
  OUT_OF_DISK(507, "Not enough disk");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The first kind of that status; without one, the caller's fault below 500 and ours above. */
  static ProblemType ofStatus(int status) {
    for (ProblemType type : values()) {
      if (type.status == status) {
        return type;
      }
    }
    return status < 500 ? INVALID_REQUEST : INTERNAL;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What it is, in a few words. */
  public String title() {
    return title;
  }

  /** The problem's {@code type}: {@code /problems/unknown-graph}. */
  public String path() {
    return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
