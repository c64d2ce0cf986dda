package org.warpath.api.service.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.NpyType;

/** Reads back what was written, with the libraries that users have. */
final class Rows {
  private Rows() {}

  /** A line: the name and the value are null where the format says so. */
  record Row(int vertex, @Nullable String name, @Nullable Number value) {}

  static List<Row> ndjson(byte[] bytes, NpyType type) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        rows.add(object(json, type));
      }
      assertThat(json.currentToken()).isNull();
    }
    // One line each: escaped line ends are not in the bytes.
    assertThat(rows).hasSize((int) new String(bytes, UTF_8).chars().filter(c -> c == '\n').count());
    return rows;
  }

  private static Row object(JsonParser json, NpyType type) throws IOException {
    int vertex = -1;
    String name = null;
    Number value = null;
    StringBuilder fields = new StringBuilder();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      fields.append(field).append(' ');
      switch (field) {
        case "vertex" -> vertex = json.getIntValue();
        case "name" -> name = json.getText();
        default -> value = token == JsonToken.VALUE_NULL ? null : parse(json.getText(), type);
      }
    }
    assertThat(fields.toString()).isEqualTo(name == null ? "vertex value " : "vertex name value ");
    return new Row(vertex, name, value);
  }

  static List<Row> csv(byte[] bytes, NpyType type) throws IOException {
    List<Row> rows = new ArrayList<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(new String(bytes, UTF_8), format)) {
      assertThat(parser.getHeaderNames()).containsExactly("vertex", "name", "value");
      for (CSVRecord record : parser) {
        rows.add(
            new Row(Integer.parseInt(record.get(0)), record.get(1), parse(record.get(2), type)));
      }
    }
    return rows;
  }

  private static Number parse(String text, NpyType type) {
    return switch (type) {
      case FLOAT32 -> Float.valueOf(text);
      case FLOAT64 -> Double.valueOf(text);
      case INT32 -> Integer.valueOf(text);
      case INT64 -> Long.valueOf(text);
      default -> throw new AssertionError(type);
    };
  }

  /** The rows of an Arrow stream, and how many each batch has. */
  record Batches(List<Row> rows, List<Integer> sizes) {}

  static Batches arrow(byte[] bytes, boolean named) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try (RootAllocator allocator = new RootAllocator();
        ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      List<String> columns =
          named ? Arrays.asList("vertex", "name", "value") : Arrays.asList("vertex", "value");
      assertThat(root.getSchema().getFields())
          .extracting(field -> field.getName())
          .isEqualTo(columns);
      while (reader.loadNextBatch()) {
        sizes.add(root.getRowCount());
        IntVector vertices = (IntVector) root.getVector("vertex");
        FieldVector names = root.getVector("name");
        FieldVector values = root.getVector("value");
        for (int row = 0; row < root.getRowCount(); row++) {
          rows.add(
              new Row(
                  vertices.get(row),
                  named ? names.getObject(row).toString() : null,
                  (Number) values.getObject(row)));
        }
      }
      assertThat(in.read()).as("bytes behind the end of the stream").isEqualTo(-1);
    }
    return new Batches(rows, sizes);
  }
}
