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
    long bits = 0;
    int u = 0;
    int v = 0;
    for (int level = 0; level < scale; level++) {
      bits = (level & 1) == 0 ? EdgeRandom.bits(stream, level) : bits >>> Integer.SIZE;
      long x = bits & 0xFFFF_FFFFL;
      // No branches: they would be mispredicted every other time. Each is 1 from its bound on.
      int a = atLeast(x, A);
      int ab = atLeast(x, AB);
      int abc = atLeast(x, ABC);
      u = (u << 1) | ab;
      v = (v << 1) | (a ^ ab ^ abc);
    }
    Scramble scramble = new Scramble(scale, seed);
    return Generator.ends((int) scramble.apply(u), (int) scramble.apply(v));
  }

  private static int atLeast(long x, long bound) {
    return (int) ((bound - 1 - x) >>> 63);
  }
}
