package org.warpath.api.service.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.store.Database;

/**
 * A graph in the database.
 *
 * @param version never given twice; 0 while it is not inserted
 * @param file its name in the folder of graphs
 * @param provenance where the graph comes from, for callers to read
 * @param report what became of its input; null for none
 * @param job the job that made it; null if none did
 */
record GraphRow(
    long version,
    String name,
    String file,
    Instant created,
    Map<String, String> provenance,
    @Nullable ObjectNode report,
    @Nullable String job) {

  GraphRow {
    provenance = Map.copyOf(provenance);
  }

  static List<GraphRow> all(Database database) {
    return database.query(
        "SELECT version, name, file, created, provenance, report, job FROM graphs", GraphRow::read);
  }

  private static GraphRow read(ResultSet row) throws SQLException {
    String report = row.getString(6);
    return new GraphRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Instant.parse(row.getString(4)),
        Json.MAPPER.convertValue(
            Json.parse(row.getString(5)), new TypeReference<Map<String, String>>() {}),
        report == null ? null : Json.parse(report),
        row.getString(7));
  }

  /** This row with the version that it got; it is on disk. */
  GraphRow insertInto(Database database) {
    String origin = Json.MAPPER.valueToTree(provenance).toString();
    long inserted =
        database.transaction(c -> {
          Database.update(
              c,
              "INSERT INTO graphs (name, file, created, provenance, report, job) VALUES (?, ?, ?, ?, ?, ?)",
              name,
              file,
              created.toString(),
              origin,
              report == null ? null : report.toString(),
              job);
          return Database.lastKey(c);
        });
    return new GraphRow(inserted, name, file, created, provenance, report, job);
  }

  /** Deletes a row with its vectors; the names of their files, or null if it was not there. */
  static @Nullable List<String> delete(Database database, long version) {
    return database.transaction(c -> {
      List<String> vectors =
          Database.query(
              c, "SELECT file FROM vectors WHERE graph = ?", row -> row.getString(1), version);
      int deleted = Database.update(c, "DELETE FROM graphs WHERE version = ?", version);
      return deleted == 0 ? null : vectors;
    });
  }
}
