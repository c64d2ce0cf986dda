package org.warpath.api.service.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.store.Database;
import org.warpath.api.service.store.DatabaseException;
import org.warpath.graph.export.VectorWriter;
import org.warpath.graph.export.VertexVector;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;

/**
 * Named vectors, one value a vertex, kept with a graph until they or the graph are removed. Safe
 * for use by many threads.
 */
public final class Vectors {
  private static final Logger LOG = LoggerFactory.getLogger(Vectors.class);

  private static final String COLUMNS = "file, name, type, length, created, algorithm, options";

  private final DataDirectory directory;
  private final Database database;

  private Vectors(DataDirectory directory, Database database) {
    this.directory = directory;
    this.database = database;
  }

  /** The vectors as they were left, without what was not finished. */
  public static Vectors open(DataDirectory directory, Database database) throws IOException {
    List<String> files = database.query("SELECT file FROM vectors", row -> row.getString(1));
    directory.sweep("vectors", files.stream().collect(Collectors.toSet()));
    return new Vectors(directory, database);
  }

  /** A row, but for its graph. */
  private record Row(
      String file,
      String name,
      String type,
      int length,
      String created,
      @Nullable String algorithm,
      @Nullable String options) {

    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getInt(4),
          row.getString(5),
          row.getString(6),
          row.getString(7));
    }

    ObjectNode describe() {
      ObjectNode json = Json.object();
      json.put("name", name);
      json.put("type", type);
      json.put("length", length);
      json.put("created", created);
      if (algorithm != null && options != null) {
        json.put("algorithm", algorithm);
        json.set("options", Json.parse(options));
      }
      return json;
    }
  }

  /** The vectors of a graph as the API describes them, by name. */
  public List<ObjectNode> describeAll(CatalogGraph graph) {
    return database
        .query(
            "SELECT " + COLUMNS + " FROM vectors WHERE graph = ? ORDER BY name",
            Row::read,
            graph.version())
        .stream()
        .map(Row::describe)
        .toList();
  }

  /**
   * Keeps {@code values} under {@code name}, in place of those that had it; on disk when this
   * returns.
   *
   * @param algorithm what made them; null if the caller did
   * @param options with what options; null if the caller did
   * @return the vector as the API describes it
   * @throws Problem if the name is no name, or the graph was removed meanwhile
   * @throws IOException if it cannot be written; what had the name is as it was
   */
  public ObjectNode put(
      CatalogGraph graph,
      String name,
      VertexVector values,
      @Nullable String algorithm,
      @Nullable ObjectNode options)
      throws IOException {
    Names.require("vector", name);
    Row row =
        new Row(
            UUID.randomUUID() + ".npy",
            name,
            values.type().numpyName(),
            values.length(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            algorithm,
            options == null ? null : options.toString());
    Path file = directory.vector(row.file);
    VectorWriter.npy(values, file);
    List<String> replaced;
    try {
      replaced = insert(graph, row);
    } catch (DatabaseException e) {
      Files.deleteIfExists(file);
      throw e.isForeignKeyViolation() ? removed(graph, e) : e;
    }
    deleteFiles(replaced);
    return row.describe();
  }

  private static Problem removed(CatalogGraph graph, DatabaseException e) {
    return new Problem(
        ProblemType.UNKNOWN_GRAPH, "graph \"" + graph.name() + "\" was removed meanwhile", e);
  }

  /** The files of those that had the name. */
  private List<String> insert(CatalogGraph graph, Row row) {
    return database.transaction(c -> {
      List<String> before =
          Database.query(
              c,
              "SELECT file FROM vectors WHERE graph = ? AND name = ?",
              found -> found.getString(1),
              graph.version(),
              row.name);
      Database.update(
          c, "DELETE FROM vectors WHERE graph = ? AND name = ?", graph.version(), row.name);
      Database.update(
          c,
          "INSERT INTO vectors (graph, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          graph.version(),
          row.file,
          row.name,
          row.type,
          row.length,
          row.created,
          row.algorithm,
          row.options);
      return before;
    });
  }

  /**
   * A vector as it was read.
   *
   * @param version tells it from every other that had its name or will have it
   */
  public record Read(String version, VertexVector values) {}

  /**
   * The vector called {@code name}.
   *
   * @throws Problem if the graph has none
   */
  public Read read(CatalogGraph graph, String name) {
    // Replaced between the look-up and the reading, its file is gone: look again.
    for (int attempt = 0; attempt < 3; attempt++) {
      String file = file(graph, name);
      try {
        return new Read(file, VertexVector.of(Npy.read(directory.vector(file))));
      } catch (NoSuchFileException e) {
        LOG.debug("vector {} was replaced while it was read", name, e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw unknown(graph, name);
  }

  /** As {@link #read}, the values alone. */
  public VertexVector get(CatalogGraph graph, String name) {
    return read(graph, name).values();
  }

  /** {@code array} as one value for each vertex of {@code graph}. */
  public static VertexVector vectorOf(CatalogGraph graph, NpyArray array) {
    if (array.dimensions() != 1 || array.size() != graph.graph().vertexCount()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "a vector of graph \"%s\" must have the shape (%d,), was %s"
              .formatted(graph.name(), graph.graph().vertexCount(), array.describe()));
    }
    return VertexVector.of(array);
  }

  /**
   * Removes the vector called {@code name}.
   *
   * @throws Problem if the graph has none
   */
  public void delete(CatalogGraph graph, String name) {
    String file = file(graph, name);
    int deleted =
        database.update("DELETE FROM vectors WHERE graph = ? AND file = ?", graph.version(), file);
    if (deleted == 0) {
      throw unknown(graph, name);
    }
    deleteFiles(List.of(file));
  }

  private String file(CatalogGraph graph, String name) {
    return database
        .query(
            "SELECT file FROM vectors WHERE graph = ? AND name = ?",
            row -> row.getString(1),
            graph.version(),
            name)
        .stream()
        .findFirst()
        .orElseThrow(() -> unknown(graph, name));
  }

  private void deleteFiles(List<String> files) {
    for (String file : files) {
      try {
        Files.deleteIfExists(directory.vector(file));
      } catch (IOException e) {
        LOG.warn("{} cannot be deleted now", file, e);
      }
    }
  }

  private static Problem unknown(CatalogGraph graph, String name) {
    return new Problem(
        ProblemType.UNKNOWN_VECTOR,
        Names.isValid(name)
            ? "graph \"%s\" has no vector called \"%s\"".formatted(graph.name(), name)
            : "that cannot be the name of a vector");
  }
}
