package org.warpath.graph.generate;

/**
 * Edges whose ends are drawn independently and uniformly: self-loops and parallel edges happen.
 *
 * @param vertexCount vertices, at least 1 if there are edges
 * @param edgeCount edges
 * @param seed another seed, another graph
 */
public record UniformRandom(int vertexCount, long edgeCount, long seed) implements Generator {
  public UniformRandom {
    if (vertexCount < 0 || edgeCount < 0 || (vertexCount == 0 && edgeCount > 0)) {
      throw new IllegalArgumentException(
          "there is no graph of " + vertexCount + " vertices and " + edgeCount + " edges");
    }
  }

  @Override
  public long edge(long edge) {
    long stream = EdgeRandom.stream(seed, edge);
    return Generator.ends(
        (int) EdgeRandom.below(vertexCount, EdgeRandom.bits(stream, 0)),
        (int) EdgeRandom.below(vertexCount, EdgeRandom.bits(stream, 1)));
  }
}
