package org.warpath.api.service.math;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.Graph;

/** What a request holds while it is served: memory and graphs. Used by one thread. */
final class Means implements AutoCloseable {
  private final Catalog catalog;
  private final MathMemory memory;
  private final long maxArrayBytes;
  private final List<CatalogGraph> graphs = new ArrayList<>();
  private long arrayBytes;
  private long reserved;

  /**
   * @param maxArrayBytes how much the arrays of the request may hold in all
   */
  Means(Catalog catalog, MathMemory memory, long maxArrayBytes) {
    this.catalog = catalog;
    this.memory = memory;
    this.maxArrayBytes = maxArrayBytes;
  }

  /** Told of the bytes of arrays that come with the request, before they are taken. */
  LongConsumer arrays() {
    return bytes -> {
      if (bytes > maxArrayBytes - arrayBytes) {
        throw new Problem(
            ProblemType.TOO_LARGE,
            "the arrays of a request may hold at most " + maxArrayBytes + " bytes");
      }
      arrayBytes += bytes;
      reserve(bytes);
    };
  }

  /**
   * Reserves {@code bytes} beside what is reserved already.
   *
   * @throws Problem if so many are not free
   */
  void reserve(long bytes) {
    memory.reserve(bytes);
    reserved += bytes;
  }

  /** What was reserved. */
  long reservedBytes() {
    return reserved;
  }

  /** Bytes that could be reserved now. */
  long freeBytes() {
    return memory.free();
  }

  /**
   * The graph called {@code name}.
   *
   * @throws Problem if there is none
   */
  Graph graph(String name) {
    CatalogGraph graph = catalog.open(name);
    graphs.add(graph);
    return graph.graph();
  }

  @Override
  public void close() {
    graphs.forEach(CatalogGraph::close);
    memory.release(reserved);
  }
}
