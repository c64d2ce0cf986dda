package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;

/**
 * Planes of images as squares of {@code size} elements, {@code step} apart: element (i, j) of every
 * square, squares row by row. Rows of squares are {@link #pitch} long, which is more than there
 * are: so what is (i, j) elements further is a shift of the whole, and copied in one piece.
 *
 * <p>The plane is first sorted by its rows' and columns' residues modulo {@code step}; the columns
 * as a transposed copy.
 *
 * @param rows does the copying
 * @param step elements from a square to the next
 * @param count squares in a row
 * @param excess by how many squares the last reaches beyond itself
 */
record Squares(Rows rows, int step, int count, int excess) {

  int pitch() {
    return count + excess;
  }

  /** Elements of each of two pieces of working memory, for so many rows of squares. */
  long scratch(int lines) {
    return (long) step * step * (lines + excess) * pitch() + excess;
  }

  /**
   * squares[i·size + j][0 … lines·pitch) ← elements (i, j) of the squares of some rows of a plane.
   *
   * @param plane where the plane begins in x
   * @param height the plane's rows; what is outside is 0
   * @param width the plane's columns
   * @param top the first square's row
   * @param left the first square's column
   * @param apart from an (i, j) to the next in squares
   */
  void gather(
      MemorySegment x,
      long plane,
      int height,
      int width,
      int top,
      int left,
      int lines,
      int size,
      MemorySegment sorted,
      MemorySegment scratch,
      MemorySegment squares,
      long first,
      long apart) {
    int sortedLines = lines + excess;
    int line = step * pitch();
    int from = Math.clamp(-left, 0, line);
    int to = Math.clamp((long) width - left, from, line);
    rows.zero(scratch, 0, (long) step * sortedLines * line);
    for (int row = 0; row < step * sortedLines; row++) {
      int in = top + row;
      if (in >= 0 && in < height && from < to) {
        long place = ((long) row % step * sortedLines + row / step) * line;
        rows.copy(x, plane + (long) in * width + left + from, scratch, place + from, to - from);
      }
    }
    int residue = step * sortedLines * pitch();
    rows.transpose(residue, step, scratch, 0, step, sorted, 0, residue);
    rows.zero(sorted, (long) step * residue, excess);
    int part = sortedLines * pitch();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        long place = (long) (j % step) * residue + (long) (i % step) * part;
        rows.copy(
            sorted,
            place + (long) (i / step) * pitch() + j / step,
            squares,
            first + (i * (long) size + j) * apart,
            (long) lines * pitch());
      }
    }
  }

  /** Elements (i, j) < step of the squares of some rows, added to a plane of y at its top row. */
  void scatter(
      MemorySegment squares,
      long first,
      long apart,
      int lines,
      MemorySegment scratch,
      MemorySegment y,
      long plane,
      int height,
      int width,
      int top) {
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < step && top + line * step + i < height; i++) {
        long from = first + (long) i * step * apart + (long) line * pitch();
        rows.transpose(step, count, squares, from, Math.toIntExact(apart), scratch, 0, step);
        rows.add(width, scratch, 0, y, plane + (long) (top + line * step + i) * width);
      }
    }
  }
}
