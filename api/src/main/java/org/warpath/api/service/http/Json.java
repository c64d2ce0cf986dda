package org.warpath.api.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.javalin.http.Context;
import java.util.stream.Stream;
import org.warpath.api.math.ArrayModule;

/** The service's JSON: strict in what it reads, null for what is not finite in what it writes. */
public final class Json {
  /**
   * Refuses unknown fields, fields given twice, text behind the end, and numbers in strings or the
   * other way round. Writes enums in lower case and leaves out what is null in records.
   */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          // Else a number may be an empty string, or one of control characters: null then.
          .withCoercionConfigDefaults(
              any -> any.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  Stream.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
          .addModule(new ArrayModule())
          .build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** An object that was written by {@link ObjectNode#toString}. */
  public static ObjectNode parse(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was kept is no JSON", e);
    }
  }

  /** Answers with {@code json}. */
  public static void answer(Context context, int status, ObjectNode json) {
    context.status(status).contentType("application/json").result(json.toString());
  }

  /** Puts a number, or null where JSON has none for it. */
  public static void put(ObjectNode object, String field, double value) {
    if (Double.isFinite(value)) {
      object.put(field, value);
    } else {
      object.putNull(field);
    }
  }

  /** Puts a number with the digits of a float32, or null where JSON has none for it. */
  public static void put(ObjectNode object, String field, float value) {
    if (Float.isFinite(value)) {
      object.put(field, value);
    } else {
      object.putNull(field);
    }
  }
}
