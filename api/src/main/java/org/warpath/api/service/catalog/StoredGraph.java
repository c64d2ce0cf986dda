package org.warpath.api.service.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.http.Json;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;

/**
 * A graph of the catalog. It counts who uses it: the catalog itself while it is listed, and each
 * {@link CatalogGraph}. The last one closes it, and deletes its file if it was removed.
 */
final class StoredGraph {
  private static final Logger LOG = LoggerFactory.getLogger(StoredGraph.class);

  private final GraphRow row;
  private final Path file;
  private final long fileBytes;
  private final Graph graph;

  private volatile @Nullable ObjectNode degrees;
  private int users = 1;
  private boolean removed;

  StoredGraph(GraphRow row, Path file, long fileBytes, Graph graph) {
    this.row = row;
    this.file = file;
    this.fileBytes = fileBytes;
    this.graph = graph;
  }

  GraphRow row() {
    return row;
  }

  long version() {
    return row.version();
  }

  String name() {
    return row.name();
  }

  Graph graph() {
    return graph;
  }

  /** Counts one more user; false if it was removed meanwhile. */
  synchronized boolean use() {
    if (removed || users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Counts one more user beside one that there is. */
  synchronized void share() {
    users++;
  }

  /** Counts one user less. */
  void release() {
    if (isLast(false)) {
      close();
    }
  }

  /** The catalog lists it no more: its file goes with the last user. */
  void remove() {
    if (isLast(true)) {
      close();
    }
  }

  private synchronized boolean isLast(boolean removing) {
    removed |= removing;
    users--;
    return users == 0;
  }

  private void close() {
    graph.close();
    freeDevices();
    if (removed) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // Its row is gone: the next start sweeps it away.
        LOG.warn("{} cannot be deleted now", file, e);
      }
    }
  }

  private void freeDevices() {
    try {
      Device.evictClosed();
    } catch (CudaException e) {
      LOG.warn("what graph {} left on the GPU cannot be freed now", name(), e);
    }
  }

  /** Its degrees as the API describes them; counted once. */
  ObjectNode degrees() {
    ObjectNode known = degrees;
    if (known == null) {
      int threads = Engine.cpu().threads();
      known = Json.object();
      known.set("out", DegreeHistogram.of(graph.out(), threads).toJson());
      known.set("in", DegreeHistogram.of(graph.in(), threads).toJson());
      degrees = known;
    }
    return known;
  }

  /** The graph as the API describes it. */
  ObjectNode describe() {
    ObjectNode json = Json.object();
    json.put("name", row.name());
    json.put("version", row.version());
    json.put("vertexCount", graph.vertexCount());
    json.put("edgeCount", graph.edgeCount());
    json.put("symmetric", graph.symmetric());
    json.put("weighted", graph.weighted());
    json.put("named", graph.names().isPresent());
    ObjectNode bytes = json.putObject("bytes");
    bytes.put("host", fileBytes);
    bytes.put("device", GraphBytes.onDevice(graph));
    bytes.put("file", fileBytes);
    json.put("created", row.created().toString());
    ObjectNode origin = json.putObject("provenance");
    row.provenance().forEach(origin::put);
    if (row.report() != null) {
      json.set("report", row.report());
    }
    return json;
  }
}
