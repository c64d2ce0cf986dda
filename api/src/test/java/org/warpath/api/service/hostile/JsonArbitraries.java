package org.warpath.api.service.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.warpath.api.service.contract.DocumentNode;

/** JSON texts that fit a schema of the document, or nearly. */
final class JsonArbitraries {
  /** Above it, a number that is allowed would be allowed to keep the machine busy for hours. */
  private static final long LARGEST = 100_000;

  private final int spoiledOfHundred;
  private final Map<String, Arbitrary<String>> known = new HashMap<>();

  /**
   * @param spoiledOfHundred how many of hundred values, wherever they are, do not fit
   */
  JsonArbitraries(int spoiledOfHundred) {
    this.spoiledOfHundred = spoiledOfHundred;
  }

  /** Texts for {@code schema}. */
  Arbitrary<String> of(DocumentNode schema) {
    Arbitrary<String> made = known.get(schema.pointer());
    if (made == null) {
      made = spoiled(fitting(schema));
      known.put(schema.pointer(), made);
    }
    return made;
  }

  private Arbitrary<String> spoiled(Arbitrary<String> fitting) {
    if (spoiledOfHundred == 0) {
      return fitting;
    }
    return Arbitraries.frequencyOf(
        Tuple.of(100 - spoiledOfHundred, fitting), Tuple.of(spoiledOfHundred, hostile()));
  }

  /** Anything but what is asked for. */
  static Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.of(HostileValues.NUMBERS),
        Arbitraries.of(HostileValues.JSON),
        Arbitraries.of(HostileValues.TEXTS).map(HostileValues::quoted));
  }

  private Arbitrary<String> fitting(DocumentNode schema) {
    if (schema.get("oneOf").exists()) {
      return Arbitraries.oneOf(schema.get("oneOf").elements().stream().map(this::of).toList());
    }
    if (schema.get("enum").exists()) {
      return Arbitraries.of(
          schema.get("enum").elements().stream().map(e -> e.json().toString()).toList());
    }
    JsonNode type = schema.get("type").json();
    List<Arbitrary<String>> choices =
        (type.isArray() ? StreamSupport.stream(type.spliterator(), false) : Stream.of(type))
            .map(name -> ofType(schema, name.asText()))
            .toList();
    return Arbitraries.oneOf(choices);
  }

  private Arbitrary<String> ofType(DocumentNode schema, String type) {
    return switch (type) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "integer" -> integers(schema);
      case "number" -> numbers(schema);
      case "boolean" -> Arbitraries.of("true", "false");
      case "string" -> strings(schema);
      case "null" -> Arbitraries.just("null");
      // Anything is valid where no type is said, if it is JSON.
      default -> spoiledOfHundred > 0 ? hostile() : Arbitraries.of("1", "[]", "{}");
    };
  }

  private Arbitrary<String> object(DocumentNode schema) {
    List<String> required =
        schema.get("required").elements().stream().map(name -> name.json().asText()).toList();
    List<Arbitrary<String>> members = new ArrayList<>();
    schema
        .get("properties")
        .members()
        .forEach((name, value) -> {
          int present = required.contains(name) ? 100 - spoiledOfHundred / 2 : 25;
          members.add(
              of(value)
                  .map(text -> HostileValues.quoted(name) + ": " + text)
                  .optional(present / 100.0)
                  .map(member -> member.orElse("")));
        });
    DocumentNode others = schema.get("additionalProperties");
    if (others.json().isObject()) {
      members.add(
          Combinators.combine(Names.vertices(), of(others))
              .as((name, text) -> HostileValues.quoted(name) + ": " + text));
    } else if (spoiledOfHundred > 0) {
      members.add(
          hostile()
              .map(text -> "\"unknown\": " + text)
              .optional(spoiledOfHundred / 200.0)
              .map(member -> member.orElse("")));
    }
    return Combinators.combine(members)
        .as(texts ->
            "{" + String.join(", ", texts.stream().filter(text -> !text.isEmpty()).toList()) + "}");
  }

  private Arbitrary<String> array(DocumentNode schema) {
    int least = schema.get("minItems").json().asInt(0);
    int most = Math.min(schema.get("maxItems").json().asInt(4), Math.max(least, 4));
    return of(schema.get("items")).list().ofMinSize(least).ofMaxSize(most).map(Object::toString);
  }

  private static Arbitrary<String> integers(DocumentNode schema) {
    long least = schema.get("minimum").json().asLong(-2);
    long most = Math.min(schema.get("maximum").json().asLong(LARGEST), LARGEST);
    return Arbitraries.oneOf(
            Arbitraries.of(least, least + 1, Math.min(most, least + 12), most),
            Arbitraries.longs().between(least, Math.min(most, least + 20)))
        .filter(value -> value <= most)
        .map(String::valueOf);
  }

  private static Arbitrary<String> numbers(DocumentNode schema) {
    double least = schema.get("minimum").json().asDouble(-1e6);
    double most =
        schema.get("maximum").json().asDouble(schema.get("exclusiveMaximum").json().asDouble(1e6));
    Arbitrary<String> fractions =
        Arbitraries.doubles()
            .between(least, true, most, most == 1e6)
            .ofScale(6)
            .map(String::valueOf);
    return most < 1e6
        ? fractions
        : Arbitraries.oneOf(fractions, Arbitraries.of("0", "1", "2", "3", "1e-300", "1e5"));
  }

  private Arbitrary<String> strings(DocumentNode schema) {
    Arbitrary<String> texts =
        schema.pointer().endsWith("/Name")
            ? Names.graphs()
            // The one other pattern is that of axes.
            : schema.get("pattern").exists()
                ? Arbitraries.of("-1", "0", "0,1", "-2,-1")
                : schema.pointer().endsWith("/file") || schema.pointer().endsWith("/titles")
                    ? Names.files()
                    : Names.vertices();
    if (spoiledOfHundred > 0) {
      texts =
          Arbitraries.frequencyOf(
              Tuple.of(5, texts),
              Tuple.of(1, Arbitraries.of(HostileValues.TEXTS)),
              Tuple.of(1, Arbitraries.strings().ofMaxLength(30)));
    }
    return texts.map(HostileValues::quoted);
  }
}
