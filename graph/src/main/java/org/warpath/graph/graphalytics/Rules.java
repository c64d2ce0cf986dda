package org.warpath.graph.graphalytics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark's rules of when an output agrees with its reference: exactly, as a partition, or up
 * to a relative error. Iosup et al., "The LDBC Graphalytics Benchmark", arXiv:2011.15028, section
 * 2.4.
 */
final class Rules {
  /** How far a number may be from its reference, relative to that. */
  static final double EPSILON = 1e-4;

  private Rules() {}

  /** Equal values. */
  static Verdict exact(long[] expected, long[] got, VertexIds ids) {
    int v = Arrays.mismatch(expected, got);
    return v < 0
        ? new Verdict.Passed()
        : mismatch(ids, v, Long.toString(expected[v]), Long.toString(got[v]));
  }

  /** At most {@link #EPSILON} relative error; infinity agrees with infinity only, NaN with none. */
  static Verdict close(double[] expected, double[] got, VertexIds ids) {
    for (int v = 0; v < expected.length; v++) {
      if (!isClose(expected[v], got[v])) {
        return mismatch(ids, v, Double.toString(expected[v]), Double.toString(got[v]));
      }
    }
    return new Verdict.Passed();
  }

  private static boolean isClose(double expected, double got) {
    if (Double.isInfinite(expected) || Double.isInfinite(got)) {
      return expected == got;
    }
    return Math.abs(expected - got) <= EPSILON * Math.abs(expected);
  }

  /**
   * The same partition: two vertices have the same label here exactly if they have the same label
   * there. What the labels are does not matter.
   */
  static Verdict equivalent(long[] expected, int[] got, VertexIds ids) {
    // The first vertex of each part, by its label.
    Map<Long, Integer> firstExpected = new HashMap<>();
    Map<Integer, Integer> firstGot = new HashMap<>();
    for (int v = 0; v < got.length; v++) {
      int there = first(firstExpected.putIfAbsent(expected[v], v), v);
      int here = first(firstGot.putIfAbsent(got[v], v), v);
      if (there != here) {
        return mismatch(ids, v, part(there, v, ids), part(here, v, ids));
      }
    }
    return new Verdict.Passed();
  }

  private static int first(@Nullable Integer earlier, int vertex) {
    return earlier == null ? vertex : earlier;
  }

  private static String part(int first, int vertex, VertexIds ids) {
    return first == vertex ? "a new part" : "the part of vertex " + ids.id(first);
  }

  private static Verdict mismatch(VertexIds ids, int vertex, String expected, String got) {
    return new Verdict.Mismatch(ids.id(vertex), expected, got);
  }
}
