package org.warpath.graph;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.sparse.Csr;

/**
 * Small graphs spelled out edge by edge, made by the plainest means: a stable sort. Independent of
 * the builder under test.
 */
public final class TestGraphs {
  private TestGraphs() {}

  /** One arc. */
  public record Edge(int source, int target, float weight) {}

  /** An unweighted directed graph; {@code ends} lists source, target, source, target … */
  public static Graph directed(int vertexCount, int... ends) {
    return graph(vertexCount, false, false, pairs(ends), null);
  }

  /** An unweighted undirected graph: each listed edge is stored as both arcs, a self-loop once. */
  public static Graph undirected(int vertexCount, int... ends) {
    return graph(vertexCount, true, false, mirrored(pairs(ends)), null);
  }

  /** A weighted directed graph. */
  public static Graph weighted(int vertexCount, Edge... edges) {
    return graph(vertexCount, false, true, List.of(edges), null);
  }

  /** Each edge and its reverse, self-loops once. */
  public static List<Edge> mirrored(List<Edge> edges) {
    List<Edge> both = new ArrayList<>();
    for (Edge edge : edges) {
      both.add(edge);
      if (edge.source() != edge.target()) {
        both.add(new Edge(/* source= */ edge.target(), /* target= */ edge.source(), edge.weight()));
      }
    }
    return both;
  }

  /** A permutation of 0 … n−1, for use as a storage order. */
  public static int[] shuffled(int count, long seed) {
    Random random = new Random(seed);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /**
   * Any graph.
   *
   * @param vertexOfStored in which order to store the vertices, null as numbered
   */
  public static Graph graph(
      int vertexCount,
      boolean symmetric,
      boolean weighted,
      List<Edge> edges,
      int @Nullable [] vertexOfStored) {
    Arena arena = Arena.ofShared();
    VertexOrder order = VertexOrder.identity(vertexCount);
    if (vertexOfStored != null) {
      MemorySegment forward = arena.allocate(4L * vertexCount, 64);
      MemorySegment back = arena.allocate(4L * vertexCount, 64);
      for (int place = 0; place < vertexCount; place++) {
        forward.setAtIndex(JAVA_INT, place, vertexOfStored[place]);
        back.setAtIndex(JAVA_INT, vertexOfStored[place], place);
      }
      order = VertexOrder.of(forward, back);
    }
    VertexOrder stored = order;
    List<Edge> sorted =
        edges.stream()
            .map(e -> new Edge(stored.stored(e.source()), stored.stored(e.target()), e.weight()))
            .sorted(Comparator.comparingInt(Edge::source).thenComparingInt(Edge::target))
            .toList();
    long[] offsets = new long[vertexCount + 1];
    int[] columns = new int[sorted.size()];
    float[] weights = new float[sorted.size()];
    for (int e = 0; e < sorted.size(); e++) {
      offsets[sorted.get(e).source() + 1]++;
      columns[e] = sorted.get(e).target();
      weights[e] = sorted.get(e).weight();
    }
    for (int v = 0; v < vertexCount; v++) {
      offsets[v + 1] += offsets[v];
    }
    Csr out = Csr.of(arena, vertexCount, offsets, columns, weighted ? weights : null);
    return new Graph(new ResidentStorage(arena, symmetric, out, null, order, Optional.empty()));
  }

  private static List<Edge> pairs(int[] ends) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      edges.add(new Edge(ends[i], ends[i + 1], 1f));
    }
    return edges;
  }
}
