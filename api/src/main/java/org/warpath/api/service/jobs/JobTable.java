package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.store.Database;

/** The jobs in the database. */
final class JobTable {
  private static final String COLUMNS =
      "id, kind, state, client, graph, model, algorithm, request, upload, created, started, ended, expires, problem, result";

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
      @Nullable String result) {

    /** A new job, queued. */
    static Row of(JobOrder order) {
      return new Row(UUID.randomUUID().toString(), order, Job.now());
    }

    private Row(String id, JobOrder order, Instant created) {
      this(id, JobState.QUEUED, order, created, null, null, null, null, null);
    }

    Row queuedAgain() {
      return new Row(id, order, created);
    }

    Row running() {
      return new Row(id, JobState.RUNNING, order, created, Job.now(), null, null, null, null);
    }

    /** Ended now; to be removed after {@code kept}. */
    Row ended(JobState how, Duration kept, @Nullable ObjectNode why, @Nullable String resultName) {
      Instant now = Job.now();
      return new Row(id, how, order, created, started, now, now.plus(kept), why, resultName);
    }

    boolean isExpired() {
      return expires != null && expires.isBefore(Instant.now());
    }
  }

  void insert(Row row) {
    JobOrder order = row.order;
    database.update(
        "INSERT INTO jobs (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.id,
        order.kind().toString(),
        row.state.toString(),
        order.client(),
        order.graph(),
        order.model(),
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
        "SELECT " + COLUMNS + " FROM jobs" + filter + " ORDER BY rowid DESC LIMIT ?",
        JobTable::read,
        limit);
  }

  List<Row> expired() {
    return database
        .query("SELECT " + COLUMNS + " FROM jobs WHERE expires IS NOT NULL", JobTable::read)
        .stream()
        .filter(Row::isExpired)
        .toList();
  }

  List<String> results() {
    return database.query(
        "SELECT result FROM jobs WHERE result IS NOT NULL", row -> row.getString(1));
  }

  /** The uploads that are needed yet. */
  List<String> uploads() {
    return database.query(
        "SELECT upload FROM jobs WHERE upload IS NOT NULL AND state <> 'done'",
        row -> row.getString(1));
  }

  void delete(String id) {
    database.update("DELETE FROM jobs WHERE id = ?", id);
  }

  private static Row read(ResultSet row) throws SQLException {
    String problem = row.getString("problem");
    return new Row(
        row.getString("id"),
        JobState.of(row.getString("state")),
        new JobOrder(
            JobKind.of(row.getString("kind")),
            row.getString("client"),
            row.getString("graph"),
            row.getString("model"),
            row.getString("algorithm"),
            Json.parse(row.getString("request")),
            row.getString("upload")),
        Instant.parse(row.getString("created")),
        instant(row.getString("started")),
        instant(row.getString("ended")),
        instant(row.getString("expires")),
        problem == null ? null : Json.parse(problem),
        row.getString("result"));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
