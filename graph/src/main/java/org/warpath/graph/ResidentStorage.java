package org.warpath.graph;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.sparse.Csr;

/**
 * A graph in memory.
 *
 * @param arena owns the memory of all parts; closed with the graph
 * @param out out-edges
 * @param inEdges in-edges, or null to make them on first need
 */
public record ResidentStorage(
    Arena arena,
    boolean symmetric,
    Csr out,
    @Nullable Csr inEdges,
    VertexOrder order,
    Optional<VertexNames> names)
    implements GraphStorage {

  @Override
  public int vertexCount() {
    return out.rowCount();
  }

  @Override
  public long edgeCount() {
    return out.entryCount();
  }

  @Override
  public boolean weighted() {
    return out.hasValues();
  }

  @Override
  public Optional<Csr> in() {
    return Optional.ofNullable(inEdges);
  }

  @Override
  public void close() {
    arena.close();
  }
}
