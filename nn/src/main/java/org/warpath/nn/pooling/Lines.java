package org.warpath.nn.pooling;

import java.util.Arrays;

/**
 * A line for each row of windows, all in one array: loops go over all lines at once, as a loop over
 * a row of an image is too short to be vectorised well. Element c·stride + k·dilation of a line
 * belongs to element k of window c. Each row of a window is one tap, which takes a row of the input
 * for each line.
 */
final class Lines {
  private static final int NONE = -1;

  private final Planes planes;
  private final int count;
  private final int pitch;
  private final int[] sources;

  Lines(Planes planes) {
    this.planes = planes;
    count = planes.depth().output() * planes.rows().output();
    pitch = Math.ceilDiv(planes.columns().padded(), stride()) * stride();
    sources = new int[taps() * count];
    int at = 0;
    for (int i = 0; i < planes.depth().size(); i++) {
      for (int j = 0; j < planes.rows().size(); j++) {
        for (int plane = 0; plane < planes.depth().output(); plane++) {
          for (int row = 0; row < planes.rows().output(); row++) {
            sources[at++] = source(planes.depth().place(plane, i), planes.rows().place(row, j));
          }
        }
      }
    }
  }

  private int source(int plane, int row) {
    boolean isInside =
        plane >= 0 && plane < planes.depth().input() && row >= 0 && row < planes.rows().input();
    return isInside ? (plane * planes.rows().input() + row) * planes.columns().input() : NONE;
  }

  private int stride() {
    return planes.columns().stride();
  }

  /** Elements of all lines. */
  int elements() {
    return count * pitch;
  }

  /** How long an array must be for all lines, where windows read on behind their line's end. */
  int length() {
    return elements() + (planes.columns().size() - 1) * planes.columns().dilation();
  }

  /** Windows of all lines, with those that begin behind their line's last. */
  int windows() {
    return elements() / stride();
  }

  /** Rows of a window, in row-major order. */
  int taps() {
    return planes.depth().size() * planes.rows().size();
  }

  /** rows ← the rows of x that tap number {@code tap} takes; {@code none} where there is none. */
  void gather(int[] x, int tap, int[] rows, int none) {
    int width = planes.columns().input();
    for (int line = 0; line < count; line++) {
      int source = sources[tap * count + line];
      int target = line * pitch + planes.columns().begin();
      if (source == NONE) {
        Arrays.fill(rows, target, target + width, none);
      } else {
        System.arraycopy(x, source, rows, target, width);
      }
    }
  }

  /** As above, with 0 for none. */
  void gather(double[] x, int tap, double[] rows) {
    int width = planes.columns().input();
    for (int line = 0; line < count; line++) {
      int source = sources[tap * count + line];
      int target = line * pitch + planes.columns().begin();
      if (source == NONE) {
        Arrays.fill(rows, target, target + width, 0);
      } else {
        System.arraycopy(x, source, rows, target, width);
      }
    }
  }

  /** The rows of x that tap number {@code tap} takes ← rows. */
  void scatter(double[] rows, int tap, double[] x) {
    int width = planes.columns().input();
    for (int line = 0; line < count; line++) {
      int target = sources[tap * count + line];
      if (target != NONE) {
        System.arraycopy(rows, line * pitch + planes.columns().begin(), x, target, width);
      }
    }
  }

  /** The output's elements ← those of all windows, {@code Object} being an array of either kind. */
  void narrow(Object windows, Object output) {
    int width = planes.columns().output();
    for (int line = 0; line < count; line++) {
      System.arraycopy(windows, line * pitch / stride(), output, line * width, width);
    }
  }

  /** All windows' elements ← the output's. */
  void widen(Object output, Object windows) {
    int width = planes.columns().output();
    for (int line = 0; line < count; line++) {
      System.arraycopy(output, line * width, windows, line * pitch / stride(), width);
    }
  }
}
