package org.warpath.nn.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Kernels;

/**
 * Kernels that work on {@link Lines}: a thread has a line where neighbouring lines lie side by side
 * or are short, else a block.
 */
final class LineKernels {
  private static final int SHORT = 16;

  private final Lines lines;
  private final Kernels kernels;

  LineKernels(Lines lines, Kernels kernels) {
    this.lines = lines;
    this.kernels = kernels;
  }

  /** With type, lines, whether a thread has one, and then {@code others} as arguments. */
  void launch(String kernel, int type, Object... others) {
    boolean isNarrow = lines.inner() >= LaunchShape.WARP || lines.length() <= SHORT;
    List<Object> arguments =
        new ArrayList<>(
            List.of(type, lines.count(), (long) lines.length(), lines.inner(), isNarrow ? 1 : 0));
    arguments.addAll(Arrays.asList(others));
    if (isNarrow) {
      kernels.threadEach(kernel, lines.count(), arguments.toArray());
    } else {
      int threads = Kernels.threadsFor(lines.length());
      kernels.blockEach(kernel, lines.count(), threads, arguments.toArray());
    }
  }
}
