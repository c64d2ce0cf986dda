package org.warpath.graph.paths;

import java.util.Arrays;

/** A growing list of vertices, filled by one thread. */
final class Bin {
  private static final int FIRST_CAPACITY = 16;

  private int[] vertices = {};
  private int size;

  void add(int v) {
    if (size == vertices.length) {
      vertices = Arrays.copyOf(vertices, Math.max(FIRST_CAPACITY, Math.multiplyExact(size, 2)));
    }
    vertices[size++] = v;
  }

  int size() {
    return size;
  }

  int get(int i) {
    return vertices[i];
  }

  void clear() {
    size = 0;
  }

  /** Exchanges the contents of two bins. */
  void swap(Bin other) {
    int[] mine = vertices;
    int count = size;
    vertices = other.vertices;
    size = other.size;
    other.vertices = mine;
    other.size = count;
  }

  void copyTo(int[] target, int at) {
    System.arraycopy(vertices, 0, target, at, size);
  }
}
