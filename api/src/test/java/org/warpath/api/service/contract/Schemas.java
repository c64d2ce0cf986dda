package org.warpath.api.service.contract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of the document: JSON Schema 2020-12, as OpenAPI 3.1 has it. */
final class Schemas {
  private static final String DOCUMENT = "https://warpath.org/openapi.yaml";

  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  Schemas(String document) {
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(DOCUMENT, document)));
  }

  /** What in {@code json}, a text, does not fit {@code schema}; empty if it fits. */
  List<String> violations(DocumentNode schema, String json) {
    try {
      return at(schema.pointer())
          .validate(
              json,
              InputFormat.JSON,
              context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
          .stream()
          .map(Object::toString)
          .toList();
    } catch (RuntimeException e) {
      return List.of("not JSON: " + e.getMessage());
    }
  }

  private Schema at(String pointer) {
    return schemas.computeIfAbsent(
        pointer, where -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + where)));
  }
}
