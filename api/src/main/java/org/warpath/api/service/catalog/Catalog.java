package org.warpath.api.service.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  /** Those whose files cannot be opened: they keep their names until they are deleted. */
  private final Map<String, GraphRow> lost = new ConcurrentHashMap<>();

  private final Set<String> reserved = ConcurrentHashMap.newKeySet();

  private Catalog(DataDirectory directory, Database database) {
    this.directory = directory;
    this.database = database;
  }

  /** The catalog as it was left, without what was not finished. */
  public static Catalog open(DataDirectory directory, Database database) throws IOException {
    Catalog catalog = new Catalog(directory, database);
    List<GraphRow> rows = GraphRow.all(database);
    directory.sweep("graphs", rows.stream().map(GraphRow::file).collect(Collectors.toSet()));
    for (GraphRow row : rows) {
      Path file = directory.graph(row.file());
      try {
        long bytes = Files.size(file);
        catalog.graphs.put(row.name(), new StoredGraph(row, file, bytes, CsrFile.open(file)));
      } catch (IOException e) {
        LOG.error("graph {} cannot be opened and is left out: {}", row.name(), e.toString());
        catalog.lost.put(row.name(), row);
      }
    }
    return catalog;
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

  /**
   * The graph called {@code name} as the API describes it, if {@code job} made it; null if there is
   * none, or another made it.
   */
  public @Nullable ObjectNode describeMade(String name, String job) {
    StoredGraph stored = graphs.get(name);
    return stored != null && job.equals(stored.row().job()) ? stored.describe() : null;
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
    if (graphs.containsKey(name) || lost.containsKey(name)) {
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
     * @param job the job that made it; null if none did
     * @return the graph as the API describes it
     * @throws IOException if it cannot be written; nothing is left then
     */
    public ObjectNode add(
        Graph graph,
        Map<String, String> provenance,
        @Nullable ObjectNode report,
        @Nullable String job)
        throws IOException {
      String fileName = UUID.randomUUID() + ".csr";
      Path file = directory.graph(fileName);
      Instant created = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      GraphRow row = new GraphRow(0, name, fileName, created, provenance, report, job);
      StoredGraph stored;
      try {
        CsrFile.write(
            graph, file, CsrFileOptions.defaults().withInEdges(true).withProvenance(provenance));
        stored = insert(row, file);
      } catch (Throwable e) {
        Files.deleteIfExists(file);
        throw e;
      }
      graphs.put(name, stored);
      return stored.describe();
    }

    /** Whatever can fail comes before the row is there: from then on the file must stay. */
    private StoredGraph insert(GraphRow row, Path file) throws IOException {
      Graph opened = CsrFile.open(file);
      try {
        long bytes = Files.size(file);
        return new StoredGraph(row.insertInto(database), file, bytes, opened);
      } catch (Throwable e) {
        opened.close();
        throw e;
      }
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
    GraphRow row = stored == null ? lost.get(name) : stored.row();
    List<String> vectors = row == null ? null : GraphRow.delete(database, row.version());
    if (row == null || vectors == null) {
      throw unknown(name);
    }
    if (stored == null) {
      lost.remove(name, row);
      delete(directory.graph(row.file()));
    } else {
      graphs.remove(name, stored);
      stored.remove();
    }
    vectors.forEach(vector -> delete(directory.vector(vector)));
    return row.version();
  }

  /** What cannot be deleted now is swept away at the next start. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted now", file, e);
    }
  }

  private Problem unknown(String name) {
    if (lost.containsKey(name)) {
      return new Problem(
          ProblemType.GONE,
          "the file of graph \""
              + name
              + "\" is damaged or gone; delete the graph and add it again");
    }
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
