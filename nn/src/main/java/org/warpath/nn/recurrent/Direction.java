package org.warpath.nn.recurrent;

/** In which order steps are taken. */
public enum Direction {
  /** From the first to the last. */
  FORWARD,
  /** From the last, that is each sequence's own, to the first. */
  REVERSE,
  /** Both, with weights and states of their own; outputs lie side by side. */
  BOTH;

  int count() {
    return this == BOTH ? 2 : 1;
  }

  /** Whether its pass number {@code index} goes backward in time. */
  boolean isReverse(int index) {
    return this == REVERSE || index == 1;
  }
}
