package org.warpath.api.service.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.store.Database;
import org.warpath.graph.Graph;
import org.warpath.graph.store.CsrFile;
import org.warpath.graph.store.CsrFileOptions;

/**
 * The graphs by name. A graph is in the catalog once its file is whole on disk and its row
 * committed, and stays there, process or no process, until its row is deleted. Safe for use by many
 * threads.
 */
public final class Catalog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

  private final DataDirectory directory;
  private final Database database;
  private final Map<String, StoredGraph> graphs = new ConcurrentHashMap<>();
  private final Set<String> reserved = ConcurrentHashMap.newKeySet();

  private Catalog(DataDirectory directory, Database database) {
    this.directory = directory;
    this.database = database;
  }

  /** The catalog as it was left, without what was not finished. */
  public static Catalog open(DataDirectory directory, Database database) throws IOException {
    Catalog catalog = new Catalog(directory, database);
    List<Row> rows =
        database.query(
            "SELECT version, name, file, created, provenance, report FROM graphs", Row::of);
    directory.sweep("graphs", rows.stream().map(Row::file).collect(Collectors.toSet()));
    for (Row row : rows) {
      Path file = directory.graph(row.file);
      try {
        catalog.graphs.put(row.name, row.open(file));
      } catch (IOException e) {
        LOG.error("graph {} cannot be opened and is left out", row.name, e);
      }
    }
    return catalog;
  }

  private record Row(
      long version,
      String name,
      String file,
      String created,
      String provenance,
      @Nullable String report) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getString(6));
    }

    StoredGraph open(Path path) throws IOException {
      return new StoredGraph(
          version,
          name,
          path,
          Instant.parse(created),
          Json.MAPPER.readValue(provenance, new TypeReference<Map<String, String>>() {}),
          report == null ? null : (ObjectNode) Json.MAPPER.readTree(report),
          CsrFile.open(path));
    }
  }

  /**
   * The graph called {@code name}, to be closed after use.
   *
   * @throws Problem if there is none
   */
  public CatalogGraph open(String name) {
    StoredGraph stored = graphs.get(name);
    if (stored == null || !stored.use()) {
      throw unknown(name);
    }
    return new CatalogGraph(stored);
  }

  /**
   * As {@link #open}, but null if the graph of that name is gone or not the one of {@code version}.
   */
  public @Nullable CatalogGraph openVersion(String name, long version) {
    StoredGraph stored = graphs.get(name);
    return stored != null && stored.version() == version && stored.use()
        ? new CatalogGraph(stored)
        : null;
  }

  /** Whether there is a graph called {@code name}. */
  public boolean contains(String name) {
    return graphs.containsKey(name);
  }

  /** All graphs as the API describes them, by name. */
  public List<ObjectNode> describeAll() {
    return graphs.values().stream()
        .sorted(java.util.Comparator.comparing(StoredGraph::name))
        .map(StoredGraph::describe)
        .toList();
  }

  /**
   * Keeps {@code name} for a graph that is on its way, so that of several with one name one wins
   * before much is done for the others.
   *
   * @throws Problem if the name is no name, or taken
   */
  public Reservation reserve(String name) {
    Names.require("graph", name);
    if (!reserved.add(name)) {
      throw new Problem(
          ProblemType.GRAPH_EXISTS, "a graph called \"" + name + "\" is just being added");
    }
    if (graphs.containsKey(name)) {
      reserved.remove(name);
      throw new Problem(
          ProblemType.GRAPH_EXISTS,
          "there is a graph called \"" + name + "\" already; delete it first or take another name");
    }
    return new Reservation(name);
  }

  /** A name kept for a graph, until this is closed. */
  public final class Reservation implements AutoCloseable {
    private final String name;

    private Reservation(String name) {
      this.name = name;
    }

    /**
     * Writes {@code graph} to disk and lists it.
     *
     * @param graph copied; still the caller's to close
     * @param provenance where it comes from, for the caller to read
     * @param report what became of its input; null for none
     * @return the graph as the API describes it
     * @throws IOException if it cannot be written; nothing is left then
     */
    public ObjectNode add(Graph graph, Map<String, String> provenance, @Nullable ObjectNode report)
        throws IOException {
      Path file = directory.graph(UUID.randomUUID() + ".csr");
      try {
        CsrFile.write(
            graph, file, CsrFileOptions.defaults().withInEdges(true).withProvenance(provenance));
        return list(file, provenance, report);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    }

    private ObjectNode list(Path file, Map<String, String> provenance, @Nullable ObjectNode report)
        throws IOException {
      Instant created = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      Graph opened = CsrFile.open(file);
      try {
        long version = insert(file, created, provenance, report);
        StoredGraph stored =
            new StoredGraph(version, name, file, created, provenance, report, opened);
        graphs.put(name, stored);
        return stored.describe();
      } catch (IOException | RuntimeException e) {
        opened.close();
        throw e;
      }
    }

    private long insert(
        Path file, Instant created, Map<String, String> provenance, @Nullable ObjectNode report)
        throws JsonProcessingException {
      String origin = Json.MAPPER.writeValueAsString(provenance);
      return database.transaction(c -> {
        Database.update(
            c,
            "INSERT INTO graphs (name, file, created, provenance, report) VALUES (?, ?, ?, ?, ?)",
            name,
            String.valueOf(file.getFileName()),
            created.toString(),
            origin,
            report == null ? null : report.toString());
        return Database.lastKey(c);
      });
    }

    @Override
    public void close() {
      reserved.remove(name);
    }
  }

  /**
   * Removes the graph called {@code name} with its vectors. Who uses it goes on using it.
   *
   * @return the version of the graph removed
   * @throws Problem if there is none
   */
  public long delete(String name) {
    StoredGraph stored = graphs.get(name);
    if (stored == null) {
      throw unknown(name);
    }
    List<String> vectors = new ArrayList<>();
    int deleted =
        database.transaction(c -> {
          try (var select = c.prepareStatement("SELECT file FROM vectors WHERE graph = ?")) {
            select.setLong(1, stored.version());
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                vectors.add(rows.getString(1));
              }
            }
          }
          return Database.update(c, "DELETE FROM graphs WHERE version = ?", stored.version());
        });
    if (deleted == 0) {
      throw unknown(name);
    }
    graphs.remove(name, stored);
    stored.remove();
    for (String vector : vectors) {
      try {
        Files.deleteIfExists(directory.vector(vector));
      } catch (IOException e) {
        LOG.warn("{} cannot be deleted now", vector, e);
      }
    }
    return stored.version();
  }

  private Problem unknown(String name) {
    List<String> known = graphs.keySet().stream().sorted().limit(20).toList();
    return new Problem(
            ProblemType.UNKNOWN_GRAPH,
            Names.isValid(name)
                ? "there is no graph called \"" + name + "\""
                : "that cannot be the name of a graph")
        .with("nearest", known);
  }

  /** Closes all graphs; runs must have ended. */
  @Override
  public void close() {
    graphs.values().forEach(StoredGraph::release);
    graphs.clear();
  }
}
