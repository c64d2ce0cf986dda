package org.warpath.nn.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.nn.layer.Launches;

/**
 * Launches of kernels that work on {@link Lines}: a thread has a line where neighbouring lines lie
 * side by side or are short, else a block.
 */
final class LineLaunches {
  private static final int SHORT = 16;
  private static final int FITS_A_WARP = 256;

  private final Lines lines;
  private final Launches launches;

  LineLaunches(Lines lines, DeviceScope scope, String file) {
    this.lines = lines;
    launches = new Launches(scope, file);
  }

  /** With type, lines, whether a thread has one, and then {@code others} as arguments. */
  void launch(String kernel, int type, Object... others) {
    boolean isNarrow = lines.inner() >= LaunchShape.WARP || lines.length() <= SHORT;
    List<Object> arguments =
        new ArrayList<>(
            List.of(type, lines.count(), (long) lines.length(), lines.inner(), isNarrow ? 1 : 0));
    arguments.addAll(Arrays.asList(others));
    if (isNarrow) {
      launches.threadEach(lines.count(), kernel, arguments.toArray());
    } else {
      int threads = lines.length() <= FITS_A_WARP ? LaunchShape.WARP : LaunchShape.BLOCK;
      launches.blockEach(lines.count(), threads, kernel, arguments.toArray());
    }
  }
}
