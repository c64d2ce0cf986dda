package org.warpath.graph.generate;

/**
 * A recursive-matrix (Kronecker) graph as in the GAP and Graph500 benchmarks: every edge chooses,
 * {@code scale} times, a quadrant of the adjacency matrix with chances .57, .19, .19 and .05; then
 * vertex numbers are scrambled. Chakrabarti, Zhan and Faloutsos, "R-MAT: a recursive model for
 * graph mining", 2004.
 *
 * @param scale the logarithm to base 2 of the vertex count, in [0, 30]
 * @param edgeFactor edges a vertex, in [0, 1024]; 16 in the benchmarks
 * @param seed another seed, another graph
 */
public record Rmat(int scale, int edgeFactor, long seed) implements Generator {
  // Chances in units of 2⁻³²: a, a+b, a+b+c.
  private static final long A = Math.round(0.57 * 0x1p32);
  private static final long AB = Math.round(0.76 * 0x1p32);
  private static final long ABC = Math.round(0.95 * 0x1p32);

  public Rmat {
    if (scale < 0 || scale > 30) {
      throw new IllegalArgumentException("scale must be in [0, 30], was " + scale);
    }
    if (edgeFactor < 0 || edgeFactor > 1024) {
      throw new IllegalArgumentException("edgeFactor must be in [0, 1024], was " + edgeFactor);
    }
  }

  @Override
  public int vertexCount() {
    return 1 << scale;
  }

  @Override
  public long edgeCount() {
    return (long) edgeFactor << scale;
  }

  @Override
  public long edge(long edge) {
    long stream = EdgeRandom.stream(seed, edge);
    int u = 0;
    int v = 0;
    for (int level = 0; level < scale; level += 2) {
      long bits = EdgeRandom.bits(stream, level);
      for (int half = 0; half < 2 && level + half < scale; half++) {
        long x = (half == 0 ? bits : bits >>> Integer.SIZE) & 0xFFFF_FFFFL;
        u = (u << 1) | (x >= AB ? 1 : 0);
        v = (v << 1) | ((x >= A && x < AB) || x >= ABC ? 1 : 0);
      }
    }
    Scramble scramble = new Scramble(scale, seed);
    return Generator.ends(scramble.apply(u), scramble.apply(v));
  }
}
