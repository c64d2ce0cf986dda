package org.warpath.api.service.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * SQLite, set up so that what was committed is on disk: a write-ahead log, synced at each commit.
 * One connection, one transaction at a time; safe for use by many threads.
 */
public final class Database implements AutoCloseable {
  /** Each brings a database from its place in the list to the next; never change one, add one. */
  private static final List<String> MIGRATIONS =
      List.of(
          """
          CREATE TABLE graphs (
            version INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, file TEXT NOT NULL,
            created TEXT NOT NULL, provenance TEXT NOT NULL, report TEXT);
          CREATE TABLE vectors (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            graph INTEGER NOT NULL REFERENCES graphs (version) ON DELETE CASCADE,
            name TEXT NOT NULL, file TEXT NOT NULL, type TEXT NOT NULL, length INTEGER NOT NULL,
            created TEXT NOT NULL, algorithm TEXT, options TEXT, UNIQUE (graph, name));
          CREATE TABLE jobs (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, client TEXT NOT NULL,
            graph TEXT, algorithm TEXT, request TEXT, upload TEXT,
            created TEXT NOT NULL, started TEXT, ended TEXT, expires TEXT,
            problem TEXT, result TEXT);
          CREATE INDEX jobs_by_creation ON jobs (created);
          CREATE TABLE keys (
            id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, hash BLOB NOT NULL, scopes TEXT NOT NULL,
            created TEXT NOT NULL);
          CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
          """,
          "ALTER TABLE graphs ADD COLUMN job TEXT;",
          """
          CREATE TABLE models (
            version INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, folder TEXT NOT NULL,
            created TEXT NOT NULL, shape TEXT, description TEXT NOT NULL, job TEXT);
          ALTER TABLE jobs ADD COLUMN model TEXT;
          """);

  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private Database(Connection connection) {
    this.connection = connection;
  }

  /** A row of a result. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Statements that count together or not at all. */
  @FunctionalInterface
  public interface Transaction<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Opens the database of {@code directory}, made or brought up to date if need be.
   *
   * @throws IOException if it cannot be opened, is damaged, is missing though there are graphs, or
   *     is of a newer version of Warpath
   */
  public static Database open(DataDirectory directory) throws IOException {
    return open(directory.database(), directory.nativeLibraries());
  }

  /**
   * Opens the database of the data folder {@code root}, made if it is missing, beside a service
   * that may be using both.
   *
   * @throws IOException as {@link #open(DataDirectory)}
   */
  public static Database openShared(Path root) throws IOException {
    Path nativeLibraries = Files.createDirectories(root.resolve(DataDirectory.NATIVE_LIBRARIES));
    return open(root.resolve(DataDirectory.DATABASE), nativeLibraries);
  }

  private static Database open(Path file, Path nativeLibraries) throws IOException {
    // In a folder of ours: the shared temporary folder may not allow programs, and keeps leftovers.
    System.setProperty("org.sqlite.tmpdir", nativeLibraries.toString());
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(5000);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      Database database = new Database(connection);
      try {
        database.migrate(file);
      } catch (SQLException | IOException | RuntimeException e) {
        connection.close();
        throw e;
      }
      return database;
    } catch (SQLException e) {
      throw new FileSystemException(file.toString(), null, "cannot be opened: " + e.getMessage());
    }
  }

  private void migrate(Path file) throws SQLException, IOException {
    int version = queryOne("PRAGMA user_version", row -> row.getInt(1));
    if (version == 0) {
      requireNoGraphs(file);
    }
    if (version > MIGRATIONS.size()) {
      throw new FileSystemException(
          file.toString(),
          null,
          "is of a newer version of Warpath (schema %d, this one knows %d)"
              .formatted(version, MIGRATIONS.size()));
    }
    for (int next = version; next < MIGRATIONS.size(); next++) {
      String script = MIGRATIONS.get(next);
      int reached = next + 1;
      transaction(c -> {
        try (Statement statement = c.createStatement()) {
          statement.executeUpdate(script);
          return statement.executeUpdate("PRAGMA user_version = " + reached);
        }
      });
    }
  }

  // Graphs that no row knows are swept away at the start: all of them, without the database.
  private static void requireNoGraphs(Path file) throws IOException {
    Path graphs = file.resolveSibling("graphs");
    if (!Files.isDirectory(graphs)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(graphs)) {
      if (files.iterator().hasNext()) {
        throw new FileSystemException(
            file.toString(),
            null,
            "is missing, though graphs/ beside it holds graphs; put it back, or empty graphs/");
      }
    }
  }

  /**
   * Runs {@code work} in one transaction, on disk when this returns.
   *
   * @throws DatabaseException if it cannot be; then nothing of it counts
   */
  public <T> T transaction(Transaction<T> work) {
    lock.lock();
    try {
      execute("BEGIN IMMEDIATE");
      try {
        T result = work.run(connection);
        execute("COMMIT");
        return result;
      } catch (Throwable e) {
        rollBack(e);
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } finally {
      lock.unlock();
    }
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /** A full disk ends a transaction by itself: then this fails, and the reason must stand. */
  private void rollBack(Throwable reason) {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  /** Runs one statement with {@code values} in place of its question marks; the rows it changed. */
  public int update(String sql, @Nullable Object... values) {
    return transaction(c -> update(c, sql, values));
  }

  /** As above, as part of a transaction. */
  public static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  /** The key that SQLite gave to the row inserted last in this transaction. */
  public static long lastKey(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT last_insert_rowid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** All rows. */
  public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... values) {
    lock.lock();
    try {
      return query(connection, sql, reader, values);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } finally {
      lock.unlock();
    }
  }

  /** As above, as part of a transaction. */
  public static <T> List<T> query(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    }
  }

  private <T> T queryOne(String sql, RowReader<T> reader) {
    return query(sql, reader).getFirst();
  }

  private static void set(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } finally {
      lock.unlock();
    }
  }
}
