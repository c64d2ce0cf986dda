package org.warpath.api.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads the bodies of requests, within limits. */
public final class RequestBody {
  private static final String CURLS_OWN = "application/x-www-form-urlencoded";

  private RequestBody() {}

  /**
   * The body as {@code type}, a record; an empty body is {@code {}}.
   *
   * @param maxBytes how large a body may be
   * @throws Problem if it is no JSON, does not fit {@code type}, or is too large
   */
  public static <T> T json(Context context, Class<T> type, long maxBytes) {
    byte[] body = bytes(context, maxBytes);
    String contentType = mediaType(context);
    if (body.length == 0) {
      body = new byte[] {'{', '}'};
    } else if (!contentType.equals("application/json")) {
      throw new Problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "expected a body of content type application/json, was "
              + (contentType.isEmpty() ? "none" : contentType)
              + (contentType.equals(CURLS_OWN) ? "; curl sends JSON with --json" : ""));
    }
    try (JsonParser nulls = Json.MAPPER.createParser(body);
        JsonParser parser = Json.MAPPER.createParser(body)) {
      return bind(nulls, parser, type);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory are always read", e);
    }
  }

  private static <T> T bind(JsonParser nulls, JsonParser parser, Class<T> type) throws IOException {
    try {
      refuseNulls(nulls);
      T value = Json.MAPPER.readValue(parser, type);
      if (value == null) {
        throw new Problem(ProblemType.INVALID_REQUEST, "expected a JSON object, found null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw JsonMistake.of(e);
    }
  }

  // To records, null is what is absent; to the contract it is a value that no field has.
  private static void refuseNulls(JsonParser parser) throws IOException {
    while (parser.nextToken() != null) {
      if (parser.currentToken() == JsonToken.VALUE_NULL && !parser.getParsingContext().inRoot()) {
        throw JsonMistake.at(
            parser.getParsingContext().pathAsPointer().toString(), "expected a value, found null");
      }
    }
  }

  /** The content type without its parameters, in lower case; empty if there is none. */
  public static String mediaType(Context context) {
    String type = context.contentType();
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The whole body.
   *
   * @throws Problem if it is larger than {@code maxBytes}
   */
  public static byte[] bytes(Context context, long maxBytes) {
    long announced = context.req().getContentLengthLong();
    if (announced > maxBytes) {
      throw tooLarge(maxBytes);
    }
    try {
      InputStream in = context.req().getInputStream();
      byte[] body = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, maxBytes + 1));
      if (body.length > maxBytes) {
        throw tooLarge(maxBytes);
      }
      return body;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** A body that could not be read to its end: it came too slowly, or broke off. */
  public static Problem broken(IOException e) {
    Problem problem = ProblemAnswers.of(e);
    return problem.type() == ProblemType.REQUEST_TIMEOUT
        ? problem
        : new Problem(
            ProblemType.INVALID_REQUEST,
            "the body ended before it was whole: " + e.getMessage(),
            e);
  }

  /** A body above the limit. */
  public static Problem tooLarge(long maxBytes) {
    return new Problem(ProblemType.TOO_LARGE, "the body must have at most " + maxBytes + " bytes");
  }
}
