package org.warpath.linalg.dense;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.warpath.linalg.ElementType;

/** Views that would reach behind their memory, by strides whose products do not fit in a long. */
class ViewSpansTest {
  private static final long HUGE = 1L << 62;

  private final MemorySegment memory = Arena.ofAuto().allocate(64, 8);

  @Test
  void aVectorOfHugeStrideIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Vector(ElementType.FLOAT64, memory, 5, HUGE))
        .withMessageContaining("but the memory has 64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Vector(ElementType.FLOAT64, memory, 2, HUGE));
  }

  @Test
  void aMatrixOfHugeStridesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Matrix(ElementType.FLOAT64, memory, 5, 2, HUGE, 1))
        .withMessageContaining("but the memory has 64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Matrix(ElementType.FLOAT64, memory, 2, 2, HUGE, HUGE));
  }

  @Test
  void aBatchOfHugeStrideIsRefused() {
    // 8 bytes an element: 2⁶¹ elements are 0 bytes modulo 2⁶⁴.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MatrixBatch(ElementType.FLOAT64, memory, 2, 1, 1, 1, 1, 1L << 61));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MatrixBatch(ElementType.FLOAT64, memory, 5, 1, 1, 1, 1, HUGE));
  }
}
