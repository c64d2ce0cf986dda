package org.warpath.graph.lcc;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * The simple undirected graph below a graph, each edge stored once: at the end of lower degree.
 *
 * <p>Vertices are numbered anew by descending degree ("rank"), and row r lists only neighbours of
 * lower rank. So a triangle is found once, from its highest rank, and no row is longer than √(2m),
 * however large the hubs: the bound behind the O(m^1.5) of listing all triangles (Chiba, Nishizeki
 * 1985; Latapy 2008).
 *
 * @param degrees int32[n], by stored vertex: its neighbours
 * @param rankOf int32[n], by stored vertex
 * @param offsets int64[n + 1], by rank: where its row begins
 * @param entries int32[m]: {@code rank << 1 | (arcs − 1)}, as an unsigned number; arcs is how many
 *     of the two possible arcs join the pair
 */
record ForwardGraph(int[] degrees, int[] rankOf, long[] offsets, MemorySegment entries) {
  private static final int PARTS = 512;

  /** Builds it in memory of {@code arena}; {@code in} is null if the graph is symmetric. */
  static ForwardGraph of(Csr out, @Nullable Csr in, Arena arena, int threads) {
    int n = out.rowCount();
    int[] bounds = out.balancedRows(PARTS);
    int[] degrees = new int[n];
    forEachVertex(
        out,
        in,
        bounds,
        threads,
        (v, cursor) -> {
          int degree = 0;
          while (cursor.next()) {
            degree++;
          }
          degrees[v] = degree;
        });
    int[] rankOf = ranks(degrees);
    long[] offsets = new long[n + 1];
    forEachVertex(
        out,
        in,
        bounds,
        threads,
        (v, cursor) -> {
          int rank = rankOf[v];
          int lower = 0;
          while (cursor.next()) {
            lower += rankOf[cursor.neighbour()] < rank ? 1 : 0;
          }
          offsets[rank + 1] = lower;
        });
    for (int rank = 0; rank < n; rank++) {
      offsets[rank + 1] += offsets[rank];
    }
    MemorySegment entries = arena.allocate(offsets[n] * Integer.BYTES, Csr.ALIGNMENT);
    forEachVertex(
        out,
        in,
        bounds,
        threads,
        (v, cursor) -> {
          int rank = rankOf[v];
          long place = offsets[rank];
          while (cursor.next()) {
            int other = rankOf[cursor.neighbour()];
            if (other < rank) {
              entries.setAtIndex(JAVA_INT, place++, other << 1 | (cursor.arcs() - 1));
            }
          }
        });
    return new ForwardGraph(degrees, rankOf, offsets, entries);
  }

  @FunctionalInterface
  private interface VertexBody {
    void accept(int vertex, NeighbourCursor neighbours);
  }

  private static void forEachVertex(
      Csr out, @Nullable Csr in, int[] bounds, int threads, VertexBody body) {
    Parallel.forEach(
        threads,
        PARTS,
        part -> {
          NeighbourCursor cursor = new NeighbourCursor(out, in);
          for (int v = bounds[part]; v < bounds[part + 1]; v++) {
            cursor.moveTo(v);
            body.accept(v, cursor);
          }
        });
  }

  /** Ranks by descending degree, ties as stored: a counting sort. */
  private static int[] ranks(int[] degrees) {
    int largest = 0;
    for (int degree : degrees) {
      largest = Math.max(largest, degree);
    }
    int[] first = new int[largest + 2];
    for (int degree : degrees) {
      first[largest - degree + 1]++;
    }
    for (int i = 0; i <= largest; i++) {
      first[i + 1] += first[i];
    }
    int[] rankOf = new int[degrees.length];
    for (int v = 0; v < rankOf.length; v++) {
      rankOf[v] = first[largest - degrees[v]]++;
    }
    return rankOf;
  }

  /** The ranks cut into {@code parts} runs with about equally many entries plus ranks. */
  int[] balancedRanks(int parts) {
    MemorySegment boxed = MemorySegment.ofArray(offsets);
    return new Csr(rankOf.length, rankOf.length, boxed, entries, null).balancedRows(parts);
  }
}
