package org.warpath.graph.cdlp;

import java.util.Arrays;

/**
 * Counts labels and knows the most frequent one, the smallest of several, at any time: an
 * open-addressing table whose size follows the number of labels to come, so that clearing it costs
 * no more than filling it.
 */
final class LabelHistogram {
  private static final int EMPTY = -1;
  private static final int LARGEST = 1 << 30;

  private int[] labels = new int[64];
  private int[] counts = new int[64];
  private int mask;
  private int best;
  private int bestCount;

  /** Forgets everything and makes room for up to {@code distinct} different labels. */
  void clear(long distinct) {
    int size = (int) Math.min(LARGEST, Long.highestOneBit(Math.max(4, distinct)) << 2);
    if (size > labels.length) {
      labels = new int[size];
      counts = new int[size];
    }
    Arrays.fill(labels, 0, size, EMPTY);
    mask = size - 1;
    best = EMPTY;
    bestCount = 0;
  }

  /** Counts one label, which is not negative. */
  void add(int label) {
    // Fibonacci hashing: the high bits of the product depend on all bits of the label.
    int hash = label * 0x9E3779B9;
    int slot = (hash ^ (hash >>> 16)) & mask;
    while (labels[slot] != label) {
      if (labels[slot] == EMPTY) {
        labels[slot] = label;
        counts[slot] = 0;
        break;
      }
      slot = (slot + 1) & mask;
    }
    int count = ++counts[slot];
    // Counts only grow, so the last label to pass or tie the leader is found here.
    if (count > bestCount || (count == bestCount && label < best)) {
      best = label;
      bestCount = count;
    }
  }

  /** The most frequent label, the smallest of several; −1 if none was counted. */
  int mostFrequent() {
    return best;
  }
}
