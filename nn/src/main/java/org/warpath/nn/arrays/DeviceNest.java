package org.warpath.nn.arrays;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * A {@link Nest} as kernels take it.
 *
 * @param rank how many loops
 * @param count elements of all
 * @param loops int64: sizes[rank], then strides[rank] for each operand
 */
record DeviceNest(int rank, long count, DeviceBuffer loops) {

  /** {@code nest}, uploaded. */
  static DeviceNest of(Nest nest, int operands, DeviceScope scope, String what) {
    int rank = nest.rank();
    long[] loops = new long[rank * (1 + operands)];
    for (int i = 0; i < rank; i++) {
      loops[i] = nest.size(i);
      for (int operand = 0; operand < operands; operand++) {
        loops[(1 + operand) * rank + i] = nest.stride(operand, i);
      }
    }
    long count = nest.rows() * nest.inner();
    return new DeviceNest(
        rank, count, scope.uploaded(MemorySegment.ofArray(loops), what + ": loops"));
  }
}
