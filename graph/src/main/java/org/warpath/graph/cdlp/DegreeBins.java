package org.warpath.graph.cdlp;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * A graph's vertices on a device, sorted by which kernel of {@code cdlp.cu} takes them.
 *
 * @param vertices int32[n], stored numbers, bin after bin
 * @param starts where each bin begins in it, and n at the end
 */
record DegreeBins(DeviceBuffer vertices, int[] starts) {
  /** As many as {@code cdlp.cu} knows; the last one holds the vertices of highest degree. */
  static final int COUNT = 5;

  static final int HUBS = COUNT - 1;

  /** Sorts the rows of {@code out} and, if {@code directed}, {@code in} into {@code vertices}. */
  static DegreeBins of(
      DeviceScope scope, DeviceCsr out, DeviceCsr in, boolean directed, DeviceBuffer vertices) {
    int n = out.rowCount();
    Kernel kernel = scope.kernel("cdlp", "cdlp_bin");
    LaunchShape shape =
        LaunchShape.threadEach(n).atMost(kernel.filling(LaunchShape.BLOCK).blocks());
    int[] cursors = new int[COUNT];
    DeviceBuffer onDevice = scope.uploaded(MemorySegment.ofArray(cursors), "cdlp bins");
    int[] starts = new int[COUNT + 1];
    for (int fill = 0; fill < 2; fill++) {
      scope.launch(
          kernel,
          shape,
          out.rowOffsets(),
          in.rowOffsets(),
          directed ? 1 : 0,
          n,
          fill,
          onDevice,
          vertices);
      if (fill == 0) {
        scope.download(onDevice, MemorySegment.ofArray(cursors));
        for (int bin = 0; bin < COUNT; bin++) {
          starts[bin + 1] = starts[bin] + cursors[bin];
        }
        scope.upload(MemorySegment.ofArray(Arrays.copyOf(starts, COUNT)), onDevice);
      }
    }
    return new DegreeBins(vertices, starts);
  }

  int size(int bin) {
    return starts[bin + 1] - starts[bin];
  }

  /** The vertices of one bin, which must not be empty. */
  DeviceBuffer bin(int bin) {
    return part(bin, 0, size(bin));
  }

  /** {@code count} vertices of one bin. */
  DeviceBuffer part(int bin, int first, int count) {
    return vertices.slice(
        (long) (starts[bin] + first) * Integer.BYTES, (long) count * Integer.BYTES);
  }
}
