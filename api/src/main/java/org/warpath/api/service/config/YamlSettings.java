package org.warpath.api.service.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of one YAML file: sections of scalars and lists of scalars, each with its line. */
final class YamlSettings {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path file;
  private final YAMLParser parser;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private YamlSettings(Path file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * The settings by key, {@code limits.jsonBytes}.
   *
   * @throws IllegalArgumentException if the file is no YAML or holds more than sections, scalars
   *     and lists, with the line
   * @throws IOException if it cannot be read
   */
  static Map<String, Setting> read(Path file) throws IOException {
    try (YAMLParser parser = YAML.createParser(Files.readAllBytes(file))) {
      YamlSettings reading = new YamlSettings(file, parser);
      reading.document();
      return reading.settings;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String problem = e.getOriginalMessage().replaceAll("\\R\\s*in .*|\\R at .*", "");
      throw new IllegalArgumentException(
          file + ", line " + line + ": expected YAML, found " + problem.lines().findFirst().get(),
          e);
    }
  }

  private void document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      throw unexpected("expected settings such as \"port: 8080\"");
    }
    section("");
    if (parser.nextToken() != null) {
      throw unexpected("expected the file's end, found a second document");
    }
  }

  private void section(String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = prefix + parser.currentName();
      String origin = origin();
      switch (parser.nextToken()) {
        case START_OBJECT -> section(key + ".");
        case START_ARRAY -> settings.put(key, new Setting(list(key), true, origin));
        case VALUE_NULL -> settings.put(key, Setting.of("", origin));
        default -> settings.put(key, Setting.of(scalar(key), origin));
      }
    }
  }

  private List<String> list(String key) throws IOException {
    List<String> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(scalar(key));
    }
    return values;
  }

  private String scalar(String key) throws IOException {
    if (parser.isCurrentAlias()) {
      throw unexpected("expected a value of " + key + ", found an alias");
    }
    if (parser.currentToken().isStructStart()) {
      throw unexpected("expected a list of single values of " + key);
    }
    return parser.getText();
  }

  private String origin() {
    return file + ", line " + parser.currentTokenLocation().getLineNr();
  }

  private IllegalArgumentException unexpected(String message) {
    return new IllegalArgumentException(origin() + ": " + message);
  }
}
