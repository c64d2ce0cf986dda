package org.warpath.api.service.nn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.store.Database;

/**
 * A model in the database.
 *
 * @param version never given twice; 0 while it is not inserted
 * @param folder its name in the folder of models
 * @param shape what is said of inputs' shapes; null if nothing is
 * @param description what the API tells of it beside these
 * @param job the job that trained it; null if none did
 */
record ModelRow(
    long version,
    String name,
    String folder,
    Instant created,
    @Nullable String shape,
    ObjectNode description,
    @Nullable String job) {
  private static final String COLUMNS = "version, name, folder, created, shape, description, job";

  /** What alone a description of one model tells. */
  private static final List<String> DETAILS = List.of("multiplyAdds", "layers");

  static List<ModelRow> all(Database database) {
    return database.query("SELECT " + COLUMNS + " FROM models ORDER BY name", ModelRow::read);
  }

  static Optional<ModelRow> find(Database database, String name) {
    return database
        .query("SELECT " + COLUMNS + " FROM models WHERE name = ?", ModelRow::read, name)
        .stream()
        .findFirst();
  }

  static boolean exists(Database database, long version) {
    return !database
        .query("SELECT 1 FROM models WHERE version = ?", row -> row.getInt(1), version)
        .isEmpty();
  }

  private static ModelRow read(ResultSet row) throws SQLException {
    return new ModelRow(
        row.getLong("version"),
        row.getString("name"),
        row.getString("folder"),
        Instant.parse(row.getString("created")),
        row.getString("shape"),
        Json.parse(row.getString("description")),
        row.getString("job"));
  }

  /** This row with the version that it gets. */
  ModelRow insertInto(Connection connection) throws SQLException {
    Database.update(
        connection,
        "INSERT INTO models (name, folder, created, shape, description, job) VALUES (?, ?, ?, ?, ?, ?)",
        name,
        folder,
        created.toString(),
        shape,
        description.toString(),
        job);
    return new ModelRow(
        Database.lastKey(connection), name, folder, created, shape, description, job);
  }

  /** Deletes the row of that name and version; whether it was there. */
  static boolean delete(Connection connection, ModelRow row) throws SQLException {
    return Database.update(connection, "DELETE FROM models WHERE version = ?", row.version) == 1;
  }

  static Set<String> folders(List<ModelRow> rows) {
    return rows.stream().map(ModelRow::folder).collect(Collectors.toSet());
  }

  boolean isOnnx() {
    return description.path("format").asText().equals(ModelFiles.ONNX);
  }

  boolean isTrainable() {
    return description.path("trainable").asBoolean();
  }

  /** The model as the API has it in lists. */
  ObjectNode describe() {
    ObjectNode json = describeWithLayers();
    json.remove(DETAILS);
    return json;
  }

  /** The model as the API has it. */
  ObjectNode describeWithLayers() {
    ObjectNode json = Json.object();
    json.put("name", name);
    json.put("version", version);
    json.put("created", created.toString());
    json.setAll(description);
    if (job != null) {
      json.put("job", job);
    }
    return json;
  }
}
