package org.warpath.linalg.sparse.blas;

import java.lang.foreign.MemorySegment;

/**
 * All memory of the process as one segment, for {@link CpuSpmv}'s loops alone. A segment's own
 * bounds cost these loops a third of their speed, as rows of a handful of entries leave the
 * compiler nothing to hoist the checks out of; here a constant length and {@linkplain #address
 * masked} addresses make the checks fold away. So whoever reads through it checks beforehand that
 * entries lie within their segments and columns within the vector, and has the segments {@linkplain
 * HeldOpen held open} until it is done.
 */
final class ProcessMemory {
  /** From address 0 to the last. */
  @SuppressWarnings("restricted") // see above
  static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final long ADDRESSES = (1L << 57) - 1;
  private static final long ENTRIES = (1L << 48) - 1;

  private ProcessMemory() {}

  /** Where {@code segment} begins; that it is not negative is plain to the compiler. */
  static long address(MemorySegment segment) {
    return segment.address() & ADDRESSES;
  }

  /** {@code address}; that it is not negative is plain to the compiler. */
  static long address(long address) {
    return address & ADDRESSES;
  }

  /** {@code index}, of an entry that lies in memory; that it is small is plain to the compiler. */
  static long index(long index) {
    return index & ENTRIES;
  }
}
