package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

/** No operand leads the loops over bare addresses outside of its memory, which ends the process. */
class SpmvMemoryTest {
  private static final Engine ENGINE = Engine.cpu(1);
  private static final int BYTES = 1 << 24; // given back to the system when it is closed

  private static void multiply(Csr a, Vector x, Vector y) {
    SparseBlas.spmv(1, a, x, 0, y, ENGINE);
  }

  /** A one by one matrix whose segments are given back when their arena is closed. */
  private static Csr one(Arena offsets, Arena columns, Arena values) {
    return new Csr(
        1,
        1,
        offsets.allocateFrom(JAVA_LONG, 0, 1),
        columns.allocate(BYTES, 64).asSlice(BYTES - 4, 4),
        values.allocate(BYTES, 64).asSlice(BYTES - 8, 8),
        ElementType.FLOAT64);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void memoryThatWasClosedIsRefused(int which) {
    Arena[] arenas = new Arena[5];
    for (int i = 0; i < arenas.length; i++) {
      arenas[i] = i == which ? Arena.ofShared() : Arena.ofAuto();
    }
    Csr a = one(arenas[0], arenas[1], arenas[2]);
    Vector x = new Vector(ElementType.FLOAT64, arenas[3].allocate(BYTES, 64), 1, 1);
    Vector y = new Vector(ElementType.FLOAT64, arenas[4].allocate(BYTES, 64), 1, 1);
    arenas[which].close();
    assertThatIllegalStateException().isThrownBy(() -> multiply(a, x, y));
  }

  @Test
  void aMatrixOnTheHeapIsRefused() {
    Csr a =
        new Csr(
            1,
            1,
            MemorySegment.ofArray(new long[] {0, 1}),
            MemorySegment.ofArray(new int[1]),
            MemorySegment.ofArray(new double[1]),
            ElementType.FLOAT64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> multiply(a, Vector.of(1.0), Vector.of(0.0)))
        .withMessageContaining("Heap segment");
  }

  @Test
  void aResultThatMayOnlyBeReadIsRefused() {
    Vector y = new Vector(ElementType.FLOAT64, Arena.ofAuto().allocate(8, 8).asReadOnly(), 1, 1);
    Csr a = one(Arena.ofAuto(), Arena.ofAuto(), Arena.ofAuto());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> multiply(a, Vector.of(1.0), y))
        .withMessage("spmv: y lies in memory that may only be read");
  }

  @Test
  void offsetsThatGrewSinceTheMatrixWasMadeAreRefused() {
    Csr a = one(Arena.ofAuto(), Arena.ofAuto(), Arena.ofAuto());
    a.rowOffsets().setAtIndex(JAVA_LONG, 1, 1L << 40);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> multiply(a, Vector.of(1.0), Vector.of(0.0)))
        .withMessage("spmv: row 0 of A has the entries from 0 to 1099511627776 of 1");
  }
}
