package org.warpath.api.service.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.warpath.graph.Graph;

/** A graph in use: it stays open until this is closed, even if it is removed meanwhile. */
public final class CatalogGraph implements AutoCloseable {
  private final StoredGraph stored;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over one use of {@code stored}. */
  CatalogGraph(StoredGraph stored) {
    this.stored = stored;
  }

  /** Another use of the same graph, to be closed by itself. This one must not be closed yet. */
  public CatalogGraph share() {
    stored.share();
    return new CatalogGraph(stored);
  }

  public Graph graph() {
    return stored.graph();
  }

  public String name() {
    return stored.name();
  }

  /** Tells the graph from every other one that had its name or will have it. */
  public long version() {
    return stored.version();
  }

  /** The graph as the API describes it, without its degrees. */
  public ObjectNode describe() {
    return stored.describe();
  }

  /** The graph as the API describes it, with its degrees; O(n) time the first time. */
  public ObjectNode describeWithDegrees() {
    ObjectNode json = stored.describe();
    json.set("degrees", stored.degrees());
    return json;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stored.release();
    }
  }
}
