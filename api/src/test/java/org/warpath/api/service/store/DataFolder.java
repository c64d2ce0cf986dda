package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.warpath.graph.store.CsrFile;

/** The data folder of a service at rest, looked at from outside. */
final class DataFolder {
  private final Path root;

  DataFolder(Path root) {
    this.root = root;
  }

  /** Holds the database against itself, and every file of the folder against the database. */
  void check() {
    assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
    assertThat(query("PRAGMA foreign_key_check")).isEmpty();
    assertThat(files(""))
        .isSubsetOf(
            "graphs",
            "vectors",
            "models",
            "results",
            "uploads",
            "native",
            "lock",
            "warpath.db",
            "warpath.db-wal",
            "warpath.db-shm");
    assertThat(files("graphs")).isEqualTo(query("SELECT file FROM graphs"));
    assertThat(files("vectors")).isEqualTo(query("SELECT file FROM vectors"));
    assertThat(files("models")).isEqualTo(query("SELECT folder FROM models"));
    assertThat(files("uploads"))
        .isEqualTo(query("SELECT upload FROM jobs WHERE upload IS NOT NULL AND state <> 'done'"));
    assertThat(files("results"))
        .isEqualTo(query("SELECT result || '.json' FROM jobs WHERE result IS NOT NULL"));
    // The database's library and its mark that it is in use: one process runs.
    assertThat(files("native")).hasSize(2);
    files("graphs").forEach(file -> verify(root.resolve("graphs").resolve(file)));
  }

  private static void verify(Path file) {
    try {
      CsrFile.verify(file);
    } catch (IOException e) {
      throw new AssertionError(file + " is damaged", e);
    }
  }

  int graphCount() {
    return files("graphs").size();
  }

  int vectorCount() {
    return files("vectors").size();
  }

  Set<String> resultsOfJobs() {
    return query("SELECT id FROM jobs WHERE result IS NOT NULL");
  }

  private Set<String> files(String folder) {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> query(String sql) {
    Set<String> found = new TreeSet<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + root.resolve("warpath.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
    return found;
  }
}
