package org.warpath.graph.pagerank;

/** What each block of an iteration adds up; totals are taken in block order. */
final class BlockSums {
  private final double[] sinkMass;
  private final double[] change;
  private final double[] largestChange;

  BlockSums(int blockCount) {
    sinkMass = new double[blockCount];
    change = new double[blockCount];
    largestChange = new double[blockCount];
  }

  void set(int block, double blockSinkMass, double blockChange, double blockLargestChange) {
    sinkMass[block] = blockSinkMass;
    change[block] = blockChange;
    largestChange[block] = blockLargestChange;
  }

  /** The rank of all sinks. */
  double sinkMass() {
    return sum(sinkMass);
  }

  /** The L1 change. */
  double change() {
    return sum(change);
  }

  /** The largest change of one rank. */
  double largestChange() {
    double largest = 0;
    for (double value : largestChange) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
