package org.warpath.graph.store;

import org.warpath.linalg.sparse.Csr;

/**
 * One line of a graph file's section table.
 *
 * @param offset where the section begins, in bytes from the file's start
 * @param byteSize without the zeros that fill it up to {@link #end}
 * @param checksum as {@link BlockChecksum} defines it
 */
record Section(SectionKind kind, long offset, long byteSize, int checksum) {

  /** Where the next section begins. */
  long end() {
    return align(offset + byteSize);
  }

  /** {@code offset} rounded up to a multiple of {@link Csr#ALIGNMENT}. */
  static long align(long offset) {
    return (offset + Csr.ALIGNMENT - 1) & -Csr.ALIGNMENT;
  }
}
