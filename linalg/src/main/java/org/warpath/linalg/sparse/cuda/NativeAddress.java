package org.warpath.linalg.sparse.cuda;

import java.lang.foreign.MemorySegment;
import jcuda.Pointer;

/**
 * The address of native memory of the host, for a function whose half in JCusparse takes the
 * pointer's own number and not what a pointer to an array stands for.
 */
final class NativeAddress extends Pointer {
  NativeAddress(MemorySegment memory) {
    super(memory.address());
  }
}
