package org.warpath.graph.generate;

/**
 * Regular graphs, whose results have closed forms. Edges are directed as described; build
 * undirected for both ways.
 */
public sealed interface Shape extends Generator {

  /** 0→1→ … →n−1. */
  record Path(int vertexCount) implements Shape {
    public Path {
      requireCount("vertexCount", vertexCount, 0);
    }

    @Override
    public long edgeCount() {
      return Math.max(0, vertexCount - 1);
    }

    @Override
    public long edge(long edge) {
      return Generator.ends((int) edge, (int) edge + 1);
    }
  }

  /** 0→1→ … →n−1→0. */
  record Cycle(int vertexCount) implements Shape {
    public Cycle {
      requireCount("vertexCount", vertexCount, 1);
    }

    @Override
    public long edgeCount() {
      return vertexCount;
    }

    @Override
    public long edge(long edge) {
      return Generator.ends((int) edge, (int) ((edge + 1) % vertexCount));
    }
  }

  /** 0→v for every other v. */
  record Star(int vertexCount) implements Shape {
    public Star {
      requireCount("vertexCount", vertexCount, 1);
    }

    @Override
    public long edgeCount() {
      return vertexCount - 1L;
    }

    @Override
    public long edge(long edge) {
      return Generator.ends(0, (int) edge + 1);
    }
  }

  /** v→2v+1 and v→2v+2: vertex 0 is the root, level k holds 2^k − 1 … 2^(k+1) − 2. */
  record BinaryTree(int vertexCount) implements Shape {
    public BinaryTree {
      requireCount("vertexCount", vertexCount, 1);
    }

    @Override
    public long edgeCount() {
      return vertexCount - 1L;
    }

    @Override
    public long edge(long edge) {
      return Generator.ends((int) (edge / 2), (int) edge + 1);
    }
  }

  /** Vertex r·columns + c leads to its neighbours to the right and below. */
  record Grid(int rows, int columns) implements Shape {
    public Grid {
      requireCount("rows", rows, 1);
      requireCount("columns", columns, 1);
      if ((long) rows * columns > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a grid has at most 2147483647 vertices, was " + rows + "×" + columns);
      }
    }

    @Override
    public int vertexCount() {
      return rows * columns;
    }

    private long rightEdges() {
      return (long) rows * (columns - 1);
    }

    @Override
    public long edgeCount() {
      return rightEdges() + (long) (rows - 1) * columns;
    }

    @Override
    public long edge(long edge) {
      if (edge < rightEdges()) {
        int row = (int) (edge / (columns - 1));
        int column = (int) (edge % (columns - 1));
        int v = row * columns + column;
        return Generator.ends(v, v + 1);
      }
      int v = (int) (edge - rightEdges());
      return Generator.ends(v, v + columns);
    }
  }

  private static void requireCount(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
  }
}
