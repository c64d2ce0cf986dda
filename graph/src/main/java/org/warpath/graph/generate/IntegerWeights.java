package org.warpath.graph.generate;

/**
 * Weights drawn uniformly from the integers {@code least … most}, one an edge.
 *
 * @param least the smallest weight; with {@code most} within ±2²⁴, the integers that float32 holds
 *     exactly
 * @param most the largest weight, at least {@code least}
 * @param seed another seed, other weights
 */
public record IntegerWeights(int least, int most, long seed) {
  private static final int EXACT = 1 << 24;
  private static final int DRAW = 1 << 20;

  public IntegerWeights {
    if (least > most || least < -EXACT || most > EXACT) {
      throw new IllegalArgumentException(
          "weights must be a range within [-16777216, 16777216], was " + least + ".." + most);
    }
  }

  float[] weights(long firstEdge, int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = weight(firstEdge + i);
    }
    return weights;
  }

  float weight(long edge) {
    long bits = EdgeRandom.bits(EdgeRandom.stream(seed, edge), DRAW);
    return least + (int) EdgeRandom.below(most - least + 1L, bits);
  }
}
