package org.warpath.graph.triangles;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.graph.Graph;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * Makes oriented rows for any graph: ranks the vertices by descending degree, and gives each the
 * distinct neighbours of smaller rank, over arcs of either direction.
 */
final class DegreeRanking {
  private static final int TASKS = 1024;

  private final boolean symmetric;
  private final Csr out;
  private final Csr in;
  private final int count;
  private final int threads;
  private final int[] placeOfRank;
  private final int[] rankOfPlace;
  private final int[] lengths;

  DegreeRanking(Graph graph, int threads) {
    this.symmetric = graph.symmetric();
    this.out = graph.out();
    this.in = graph.in(threads);
    this.count = graph.vertexCount();
    this.threads = threads;
    this.placeOfRank = new int[count];
    this.rankOfPlace = new int[count];
    this.lengths = new int[count];
  }

  OrientedRows rows(Arena arena) {
    rank();
    int[] bounds = balancedRanks();
    int[][] parts = new int[TASKS][];
    Parallel.forEach(threads, TASKS, task -> parts[task] = collect(bounds[task], bounds[task + 1]));
    MemorySegment offsets = arena.allocate((count + 1L) * Long.BYTES, Csr.ALIGNMENT);
    long end = 0;
    for (int rank = 0; rank < count; rank++) {
      offsets.setAtIndex(JAVA_LONG, rank, end);
      end += lengths[rank];
    }
    offsets.setAtIndex(JAVA_LONG, count, end);
    MemorySegment columns = arena.allocate(end * Integer.BYTES, Csr.ALIGNMENT);
    Parallel.forEach(
        threads,
        TASKS,
        task -> {
          long begin = offsets.getAtIndex(JAVA_LONG, bounds[task]);
          MemorySegment.copy(
              parts[task], 0, columns, JAVA_INT, begin * Integer.BYTES, parts[task].length);
          parts[task] = null;
        });
    return new OrientedRows(offsets, columns, lengths, placeOfRank);
  }

  /** A counting sort by degree, parallel edges included; degrees beyond n count as n. */
  private void rank() {
    int[] firstRank = new int[count + 2];
    for (int place = 0; place < count; place++) {
      firstRank[count - degree(place) + 1]++;
    }
    for (int i = 0; i <= count; i++) {
      firstRank[i + 1] += firstRank[i];
    }
    for (int place = 0; place < count; place++) {
      int rank = firstRank[count - degree(place)]++;
      placeOfRank[rank] = place;
      rankOfPlace[place] = rank;
    }
  }

  private int degree(int place) {
    return (int) Math.min(count, arcs(place));
  }

  private long arcs(int place) {
    return out.rowLength(place) + (symmetric ? 0 : in.rowLength(place));
  }

  private int[] balancedRanks() {
    double total = count + (double) out.entryCount() * (symmetric ? 1 : 2);
    int[] bounds = new int[TASKS + 1];
    int task = 1;
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      while (task < TASKS && sum >= total * task / TASKS) {
        bounds[task++] = rank;
      }
      sum += 1 + arcs(placeOfRank[rank]);
    }
    Arrays.fill(bounds, task, TASKS + 1, count);
    return bounds;
  }

  /** Rows {@code from … to−1}, one after the other; their lengths go where they belong. */
  private int[] collect(int from, int to) {
    int[] rows = new int[1024];
    int end = 0;
    for (int rank = from; rank < to; rank++) {
      int place = placeOfRank[rank];
      long most = end + arcs(place);
      if (most > rows.length) {
        rows = Arrays.copyOf(rows, Math.toIntExact(most + most / 2));
      }
      int begin = end;
      end = append(out, place, rank, rows, end);
      if (!symmetric) {
        end = append(in, place, rank, rows, end);
      }
      Arrays.sort(rows, begin, end);
      end = distinct(rows, begin, end);
      lengths[rank] = end - begin;
    }
    return Arrays.copyOf(rows, end);
  }

  private int append(Csr arcs, int place, int rank, int[] rows, int end) {
    MemorySegment columns = arcs.columnIndices();
    long rowEnd = arcs.rowStart(place + 1);
    int next = end;
    for (long e = arcs.rowStart(place); e < rowEnd; e++) {
      int other = rankOfPlace[columns.getAtIndex(JAVA_INT, e)];
      if (other < rank) {
        rows[next++] = other;
      }
    }
    return next;
  }

  /** Drops repetitions from a sorted range; returns its new end. */
  private static int distinct(int[] rows, int begin, int end) {
    int next = begin;
    for (int i = begin; i < end; i++) {
      if (next == begin || rows[i] != rows[next - 1]) {
        rows[next++] = rows[i];
      }
    }
    return next;
  }
}
