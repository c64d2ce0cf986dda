package org.warpath.api.service.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
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

  /** The vectors of a graph as the API describes them, by name. */
  public List<ObjectNode> describeAll(CatalogGraph graph) {
    return database.query(
        "SELECT name, type, length, created, algorithm, options FROM vectors WHERE graph = ? ORDER BY name",
        Vectors::describe,
        graph.version());
  }

  private static ObjectNode describe(ResultSet row) throws SQLException {
    ObjectNode json = Json.object();
    json.put("name", row.getString(1));
    json.put("type", row.getString(2));
    json.put("length", row.getInt(3));
    json.put("created", row.getString(4));
    String algorithm = row.getString(5);
    if (algorithm != null) {
      json.put("algorithm", algorithm);
      try {
        json.set("options", Json.MAPPER.readTree(row.getString(6)));
      } catch (JsonProcessingException e) {
        throw new SQLException("options of a vector are no JSON", e);
      }
    }
    return json;
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
    Path file = directory.vector(UUID.randomUUID() + ".npy");
    VectorWriter.npy(values, file);
    List<String> replaced;
    try {
      replaced = insert(graph, name, values, algorithm, options, file);
    } catch (DatabaseException e) {
      Files.deleteIfExists(file);
      throw new Problem(
          ProblemType.UNKNOWN_GRAPH, "graph \"" + graph.name() + "\" was removed meanwhile", e);
    }
    deleteFiles(replaced);
    return database
        .query(
            "SELECT name, type, length, created, algorithm, options FROM vectors WHERE graph = ? AND file = ?",
            Vectors::describe,
            graph.version(),
            String.valueOf(file.getFileName()))
        .stream()
        .findFirst()
        .orElseThrow(() -> unknown(graph, name));
  }

  private List<String> insert(
      CatalogGraph graph,
      String name,
      VertexVector values,
      @Nullable String algorithm,
      @Nullable ObjectNode options,
      Path file) {
    return database.transaction(c -> {
      List<String> before = new java.util.ArrayList<>();
      try (var select =
          c.prepareStatement("SELECT file FROM vectors WHERE graph = ? AND name = ?")) {
        select.setLong(1, graph.version());
        select.setString(2, name);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            before.add(rows.getString(1));
          }
        }
      }
      Database.update(c, "DELETE FROM vectors WHERE graph = ? AND name = ?", graph.version(), name);
      Database.update(
          c,
          "INSERT INTO vectors (graph, name, file, type, length, created, algorithm, options)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          graph.version(),
          name,
          String.valueOf(file.getFileName()),
          values.type().numpyName(),
          values.length(),
          Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
          algorithm,
          options == null ? null : options.toString());
      return before;
    });
  }

  /**
   * The vector called {@code name}.
   *
   * @throws Problem if the graph has none
   */
  public VertexVector get(CatalogGraph graph, String name) {
    // Replaced between the look-up and the reading, its file is gone: look again.
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        return VertexVector.of(Npy.read(directory.vector(file(graph, name))));
      } catch (NoSuchFileException e) {
        LOG.debug("vector {} was replaced while it was read", name, e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw unknown(graph, name);
  }

  /**
   * What tells the vector that has {@code name} now from those that had it before.
   *
   * @throws Problem if the graph has none
   */
  public String version(CatalogGraph graph, String name) {
    return file(graph, name);
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
