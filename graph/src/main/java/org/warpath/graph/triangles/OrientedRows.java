package org.warpath.graph.triangles;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * An undirected simple graph with every edge held once: row {@code rank} lists, ascending, the
 * neighbours of smaller rank, which are those of higher degree.
 *
 * @param rowOffsets int64[n or more]: where each row begins in {@code columns}
 * @param columns int32[]: ranks
 * @param lengths int[n]: entries of each row
 * @param placeOfRank int[n]: the stored place of each rank; empty where rank and place are the same
 */
record OrientedRows(
    MemorySegment rowOffsets, MemorySegment columns, int[] lengths, int[] placeOfRank) {

  int count() {
    return lengths.length;
  }

  int length(int rank) {
    return lengths[rank];
  }

  long begin(int rank) {
    return rowOffsets.getAtIndex(JAVA_LONG, rank);
  }

  int place(int rank) {
    return placeOfRank.length == 0 ? rank : placeOfRank[rank];
  }

  /**
   * The first row of each of {@code parts} runs of rows that take about equally long to intersect,
   * and n at the end.
   */
  int[] balanced(int parts) {
    double total = 0;
    for (int length : lengths) {
      total += cost(length);
    }
    int[] bounds = new int[parts + 1];
    int part = 1;
    double sum = 0;
    for (int rank = 0; rank < lengths.length; rank++) {
      while (part < parts && sum >= total * part / parts) {
        bounds[part++] = rank;
      }
      sum += cost(lengths[rank]);
    }
    while (part <= parts) {
      bounds[part++] = lengths.length;
    }
    return bounds;
  }

  private static double cost(int length) {
    return 8 + (double) length * length;
  }
}
