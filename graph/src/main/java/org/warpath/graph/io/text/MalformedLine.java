package org.warpath.graph.io.text;

/**
 * A defect in a line whose number is known only within its block: the threads that parse blocks
 * cannot know how many lines come before.
 */
public final class MalformedLine extends Exception {
  private static final long serialVersionUID = 1L;

  private final int lineInBlock;
  private final int column;

  /**
   * A defect.
   *
   * @param lineInBlock counted from 1
   * @param column counted from 1; 0 when the whole line is meant
   */
  public MalformedLine(int lineInBlock, int column, String problem) {
    super(problem, null, false, false);
    this.lineInBlock = lineInBlock;
    this.column = column;
  }

  /** Counted from 1 at the block's begin. */
  public int lineInBlock() {
    return lineInBlock;
  }

  /** Counted from 1; 0 when the whole line is meant. */
  public int column() {
    return column;
  }
}
