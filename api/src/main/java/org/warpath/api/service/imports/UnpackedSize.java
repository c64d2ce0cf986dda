package org.warpath.api.service.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.io.text.InputFile;
import org.warpath.kernels.RunControl;

/** How large files are, unpacked: a megabyte may hold a terabyte of zeros. */
final class UnpackedSize {
  private UnpackedSize() {}

  /**
   * Refuses files that swell. Unpacks them once, as far as the limit, and throws away what comes.
   *
   * @param maxBytes how large {@code files} may be together, unpacked
   * @throws Problem if they are larger
   * @throws org.warpath.graph.GraphFormatException if one is damaged
   */
  static void requireAtMost(List<Path> files, long maxBytes, RunControl control)
      throws IOException {
    long total = 0;
    for (Path file : files) {
      try (InputFile in = InputFile.open(file)) {
        total += in.isPlain() ? in.packedSize() : unpacked(in, maxBytes - total, control);
      }
      if (total > maxBytes) {
        throw new Problem(
            ProblemType.TOO_LARGE, "unpacked, the upload must have at most " + maxBytes + " bytes");
      }
    }
  }

  private static long unpacked(InputFile in, long enough, RunControl control) throws IOException {
    byte[] block = new byte[1 << 16];
    long total = 0;
    int read = 0;
    while (read >= 0 && total <= enough) {
      total += read;
      control.cancellation().throwIfCancelled();
      read = in.read(block, 0, block.length);
    }
    return total;
  }
}
