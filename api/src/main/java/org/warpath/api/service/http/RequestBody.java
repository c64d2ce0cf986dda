package org.warpath.api.service.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the bodies of requests, within limits. */
public final class RequestBody {
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
              + (contentType.isEmpty() ? "none" : contentType));
    }
    try {
      T value = Json.MAPPER.readValue(body, type);
      if (value == null) {
        throw new Problem(ProblemType.INVALID_REQUEST, "expected a JSON object, found null");
      }
      return value;
    } catch (JsonMappingException e) {
      throw mismatch(e);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory are always read", e);
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
      throw new Problem(
          ProblemType.INVALID_REQUEST, "the body ended before it was whole: " + e.getMessage(), e);
    }
  }

  /** A body above the limit. */
  public static Problem tooLarge(long maxBytes) {
    return new Problem(ProblemType.TOO_LARGE, "the body must have at most " + maxBytes + " bytes");
  }

  private static Problem malformed(JsonProcessingException e) {
    return new Problem(
        ProblemType.MALFORMED_JSON,
        "line %d, column %d: %s"
            .formatted(
                e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                e.getOriginalMessage()),
        e);
  }

  private static Problem mismatch(JsonMappingException e) {
    // Jackson wraps what is wrong with the text itself while it binds.
    if (e.getCause() instanceof JsonProcessingException inner
        && !(inner instanceof JsonMappingException)
        && !(inner instanceof InputCoercionException)) {
      return malformed(inner);
    }
    if (e.getPath().isEmpty() && e.getOriginalMessage().startsWith("Trailing token")) {
      return malformed(new JsonParseException(null, "text behind the end", e.getLocation()));
    }
    String pointer = pointer(e);
    String message =
        e instanceof UnrecognizedPropertyException unknown
            ? "unknown field \""
                + unknown.getPropertyName()
                + "\"; known: "
                + unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "))
            : expectation(e);
    Throwable thrown = e.getCause();
    if (thrown instanceof IllegalArgumentException || thrown instanceof Problem) {
      message = String.valueOf(thrown.getMessage());
    }
    return new Problem(
            ProblemType.INVALID_REQUEST, pointer.isEmpty() ? message : pointer + ": " + message, e)
        .with("pointer", pointer);
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
        .collect(Collectors.joining());
  }

  // Jackson speaks of Java's types; callers know JSON's.
  private static String expectation(JsonMappingException e) {
    Class<?> target =
        switch (e) {
          case MismatchedInputException mismatch -> mismatch.getTargetType();
          case JsonMappingException m when m.getCause() instanceof InputCoercionException number ->
              number.getTargetType();
          default -> null;
        };
    String found =
        e instanceof InvalidFormatException invalid
            ? String.valueOf(Json.MAPPER.valueToTree(invalid.getValue()))
            : e.getProcessor() instanceof JsonParser parser ? found(parser) : "another value";
    String shown = found.length() > 60 ? found.substring(0, 60) + "…" : found;
    return "expected " + (target == null ? "another value" : named(target)) + ", found " + shown;
  }

  private static String named(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return "a whole number in range";
    }
    if (Number.class.isAssignableFrom(type) || type == double.class) {
      return "a number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a string";
    }
    return Collection.class.isAssignableFrom(type) || type.isArray() ? "an array" : "an object";
  }

  private static String found(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case null -> "nothing";
      case START_ARRAY, END_ARRAY -> "an array";
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case VALUE_STRING -> "a string";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      default -> "a number";
    };
  }
}
