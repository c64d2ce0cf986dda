package org.warpath.api.service.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.store.Database;

/** The jobs in the database. */
final class JobTable {
  private static final String COLUMNS =
      "id, kind, state, client, graph, algorithm, request, upload, created, started, ended, expires, problem, result";

  private final Database database;

  JobTable(Database database) {
    this.database = database;
  }

  /**
   * A row.
   *
   * @param result the name of the files in the folder of results, without their endings; null if
   *     there are none
   */
  record Row(
      String id,
      JobState state,
      JobOrder order,
      Instant created,
      @Nullable Instant started,
      @Nullable Instant ended,
      @Nullable Instant expires,
      @Nullable ObjectNode problem,
      @Nullable String result) {}

  void insert(Row row) {
    JobOrder order = row.order;
    database.update(
        "INSERT INTO jobs (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.id,
        order.kind().toString(),
        row.state.toString(),
        order.client(),
        order.graph(),
        order.algorithm(),
        order.request().toString(),
        order.upload(),
        row.created.toString(),
        text(row.started),
        text(row.ended),
        text(row.expires),
        text(row.problem),
        row.result);
  }

  void update(Row row) {
    database.update(
        "UPDATE jobs SET state = ?, started = ?, ended = ?, expires = ?, problem = ?, result = ? WHERE id = ?",
        row.state.toString(),
        text(row.started),
        text(row.ended),
        text(row.expires),
        text(row.problem),
        row.result,
        row.id);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Marks what was queued or running when the process ended. */
  void interrupt(Instant now, Instant expires) {
    database.update(
        "UPDATE jobs SET state = 'interrupted', ended = ?, expires = ? WHERE state IN ('queued', 'running')",
        now.toString(),
        expires.toString());
  }

  Optional<Row> find(String id) {
    return database
        .query("SELECT " + COLUMNS + " FROM jobs WHERE id = ?", JobTable::read, id)
        .stream()
        .findFirst();
  }

  /** The newest {@code limit}, of {@code state} if it is not null. */
  List<Row> newest(@Nullable JobState state, int limit) {
    String filter = state == null ? "" : " WHERE state = '" + state + "'";
    return database.query(
        "SELECT " + COLUMNS + " FROM jobs" + filter + " ORDER BY created DESC, rowid DESC LIMIT ?",
        JobTable::read,
        limit);
  }

  List<Row> expired(Instant now) {
    return database.query(
        "SELECT " + COLUMNS + " FROM jobs WHERE expires IS NOT NULL AND expires < ?",
        JobTable::read,
        now.toString());
  }

  List<String> results() {
    return database.query(
        "SELECT result FROM jobs WHERE result IS NOT NULL", row -> row.getString(1));
  }

  List<String> uploads() {
    return database.query(
        "SELECT upload FROM jobs WHERE upload IS NOT NULL", row -> row.getString(1));
  }

  void delete(String id) {
    database.update("DELETE FROM jobs WHERE id = ?", id);
  }

  private static Row read(ResultSet row) throws SQLException {
    try {
      return new Row(
          row.getString("id"),
          JobState.of(row.getString("state")),
          new JobOrder(
              JobKind.of(row.getString("kind")),
              row.getString("client"),
              row.getString("graph"),
              row.getString("algorithm"),
              object(row.getString("request")),
              row.getString("upload")),
          Instant.parse(row.getString("created")),
          instant(row.getString("started")),
          instant(row.getString("ended")),
          instant(row.getString("expires")),
          row.getString("problem") == null ? null : object(row.getString("problem")),
          row.getString("result"));
    } catch (JsonProcessingException e) {
      throw new SQLException("job " + row.getString("id") + " holds no JSON", e);
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  private static ObjectNode object(String json) throws JsonProcessingException {
    return (ObjectNode) Json.MAPPER.readTree(json);
  }
}
