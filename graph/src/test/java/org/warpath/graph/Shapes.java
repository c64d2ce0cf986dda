package org.warpath.graph;

import java.util.stream.IntStream;

/** Undirected shapes as the ends of their edges, for {@link TestGraphs#undirected}. */
public final class Shapes {
  private Shapes() {}

  /** All pairs of {@code first … first+size−1}. */
  public static int[] clique(int first, int size) {
    return IntStream.range(first, first + size)
        .boxed()
        .flatMapToInt(u -> IntStream.range(u + 1, first + size).flatMap(v -> IntStream.of(u, v)))
        .toArray();
  }

  /** 0 joined to {@code 1 … leaves}. */
  public static int[] star(int leaves) {
    return IntStream.rangeClosed(1, leaves).flatMap(v -> IntStream.of(0, v)).toArray();
  }

  /** Each vertex joined to the next, the last to the first. */
  public static int[] cycle(int size) {
    return IntStream.range(0, size).flatMap(v -> IntStream.of(v, (v + 1) % size)).toArray();
  }

  /** The edges of several shapes. */
  public static int[] join(int[]... shapes) {
    return IntStream.range(0, shapes.length).flatMap(i -> IntStream.of(shapes[i])).toArray();
  }
}
