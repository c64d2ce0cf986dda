package org.warpath.api.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with JSON in its author's terms: Jackson speaks of Java and its own settings. */
final class JsonMistake {
  private static final String POINTER = "pointer";
  private static final int SHOWN = 60;
  private static final Pattern SETTINGS = Pattern.compile(": enable `.*|, from `[^`]*`");

  private JsonMistake() {}

  /** The problem that {@code e} is; it tells what was found while the parser is open. */
  static Problem of(JsonProcessingException e) {
    return e instanceof JsonMappingException mapping ? ofBinding(mapping) : malformed(e, what(e));
  }

  private static Problem ofBinding(JsonMappingException e) {
    Throwable cause = e.getCause();
    // Jackson wraps what is wrong with the text itself while it binds.
    if (cause instanceof JsonProcessingException inner
        && !(inner instanceof JsonMappingException)
        && !(inner instanceof InputCoercionException)) {
      return malformed(inner, what(inner));
    }
    if (e.getPath().isEmpty() && e.getOriginalMessage().startsWith("Trailing token")) {
      return malformed(e, "text behind the end");
    }
    if (cause instanceof Problem problem
        && (problem.type() != ProblemType.INVALID_REQUEST
            || problem.members().containsKey(POINTER))) {
      return problem;
    }
    boolean explained = cause instanceof IllegalArgumentException || cause instanceof Problem;
    return at(pointer(e), explained ? String.valueOf(cause.getMessage()) : expectation(e));
  }

  /** The problem that there is something wrong at {@code pointer} (RFC 6901). */
  static Problem at(String pointer, String what) {
    return new Problem(
            ProblemType.INVALID_REQUEST, pointer.isEmpty() ? what : pointer + ": " + what)
        .with(POINTER, pointer);
  }

  private static Problem malformed(JsonProcessingException e, String what) {
    return new Problem(
        ProblemType.MALFORMED_JSON,
        "line %d, column %d: %s"
            .formatted(
                e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                what),
        e);
  }

  private static String what(JsonProcessingException e) {
    return e instanceof JsonEOFException
        ? "the text ends before it is complete"
        : SETTINGS.matcher(e.getOriginalMessage()).replaceAll("");
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream().map(step -> "/" + step(step)).collect(Collectors.joining());
  }

  private static String step(Reference reference) {
    String field = reference.getFieldName();
    return field == null
        ? Integer.toString(reference.getIndex())
        : field.replace("~", "~0").replace("/", "~1");
  }

  private static String expectation(JsonMappingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> unknownField(unknown);
      case MismatchedInputException mismatch ->
          "expected " + named(mismatch.getTargetType()) + found(e);
      case JsonMappingException other
          when other.getCause() instanceof InputCoercionException number ->
          "expected " + named(number.getTargetType()) + range(number.getTargetType()) + found(e);
      default -> "expected another value" + found(e);
    };
  }

  private static String unknownField(UnrecognizedPropertyException e) {
    return "unknown field \""
        + e.getPropertyName()
        + "\"; known: "
        + e.getKnownPropertyIds().stream()
            .map(String::valueOf)
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String named(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return "a whole number";
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

  private static String range(Class<?> type) {
    return type == Long.class || type == long.class
        ? " in [" + Long.MIN_VALUE + ", " + Long.MAX_VALUE + "]"
        : " in [" + Integer.MIN_VALUE + ", " + Integer.MAX_VALUE + "]";
  }

  private static String found(JsonMappingException e) {
    if (!(e.getProcessor() instanceof JsonParser parser) || parser.currentToken() == null) {
      return "";
    }
    String found = shown(parser);
    return ", found " + (found.length() > SHOWN ? found.substring(0, SHOWN) + "…" : found);
  }

  private static String shown(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token.isStructStart() || token.isStructEnd() || token == JsonToken.FIELD_NAME) {
      return token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY
          ? "an array"
          : "an object";
    }
    try {
      String text = parser.getText();
      return token == JsonToken.VALUE_STRING ? TextNode.valueOf(text).toString() : text;
    } catch (IOException unreadable) {
      return "another value";
    }
  }
}
