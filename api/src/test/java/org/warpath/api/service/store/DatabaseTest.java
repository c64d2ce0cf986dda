package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.TinyDisk;

class DatabaseTest {
  @TempDir Path temporary;

  /** SQLite's library comes from the first folder, and would keep a disk busy. */
  @BeforeAll
  static void loadLibrary(@TempDir Path folder) throws IOException {
    try (DataDirectory directory = DataDirectory.open(folder)) {
      Database.open(directory).close();
    }
  }

  private static void put(Database database, String name, String value) {
    database.update("INSERT INTO facts (name, value) VALUES (?, ?)", name, value);
  }

  private static List<String> names(Database database) {
    return database.query("SELECT name FROM facts ORDER BY name", row -> row.getString(1));
  }

  @Test
  void syncsEachCommitToItsLog() throws IOException {
    try (DataDirectory directory = DataDirectory.open(temporary);
        Database database = Database.open(directory)) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).isEqualTo("2");
      assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
    }
  }

  private static String pragma(Database database, String name) {
    return database.query("PRAGMA " + name, row -> row.getString(1)).getFirst();
  }

  @Test
  void aTransactionThatFailsLeavesNothing() throws IOException {
    try (DataDirectory directory = DataDirectory.open(temporary);
        Database database = Database.open(directory)) {
      put(database, "first", "1");

      assertThatThrownBy(() ->
              database.transaction(c -> {
                Database.update(c, "INSERT INTO facts (name, value) VALUES ('second', '2')");
                return Database.update(c, "INSERT INTO facts (name, value) VALUES ('first', '3')");
              }))
          .isInstanceOf(DatabaseException.class);
      assertThatThrownBy(() ->
              database.transaction(c -> {
                Database.update(c, "INSERT INTO facts (name, value) VALUES ('third', '2')");
                throw new IllegalStateException("no luck");
              }))
          .hasMessage("no luck");

      assertThat(names(database)).containsExactly("first");
    }
  }

  @Test
  void aFullDiskIsSaidAndHarmsNothing() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(temporary, 4 << 20);
        DataDirectory directory = DataDirectory.open(disk.root());
        Database database = Database.open(directory)) {
      put(database, "first", "1");
      Path filler = disk.root().resolve("filler");
      fill(filler);

      for (int size : new int[] {1 << 10, 1 << 20, 1 << 10}) {
        assertThatThrownBy(
                () -> {
                  for (int i = 0; i < 1000; i++) {
                    put(database, "at size " + size + " " + i, "x".repeat(size));
                  }
                })
            .isInstanceOfSatisfying(
                DatabaseException.class, e -> assertThat(e.isDiskFull()).as(e.toString()).isTrue());
      }
      List<String> before = names(database);
      Files.delete(filler);
      put(database, "last", "2");

      assertThat(names(database)).containsAll(before).contains("first", "last");
      assertThat(pragma(database, "integrity_check")).isEqualTo("ok");
    }
  }

  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  @Test
  void graphsWithoutADatabaseAreNotSweptAway() throws IOException {
    Path graph;
    try (DataDirectory directory = DataDirectory.open(temporary)) {
      graph = Files.writeString(directory.graph("precious.csr"), "");

      assertThatThrownBy(() -> Database.open(directory))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(
              temporary.toRealPath().resolve("warpath.db")
                  + ": is missing, though graphs/ beside it holds graphs; put it back, or empty graphs/");
    }
    assertThat(graph).exists();
  }
}
