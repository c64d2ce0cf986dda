package org.warpath.nn.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.nn.tensor.Shape;

class WindowTest {

  @ParameterizedTest
  @CsvSource({
    // size, stride, padding, input: floor, ceiling, Caffe
    "2, 2, 0, 24, 12, 12, 12",
    "3, 2, 0, 32, 15, 16, 16",
    "3, 2, 1, 5, 3, 3, 3",
    "2, 2, 1, 3, 2, 2, 2",
    // A window that would begin beyond the input: only Caffe's, unpadded, stays.
    "1, 4, 0, 3, 1, 1, 2",
    "1, 4, 1, 3, 2, 2, 2",
    // A window that does not fit counts where windows are rounded up.
    "3, 2, 0, 2, 0, 1, 1",
  })
  void roundsAsAsked(
      int size, int stride, int padding, int input, int floor, int ceiling, int caffe) {
    Window window = Window.of(size).withStrides(stride).withPadding(padding);
    Shape shape = Shape.of(1, 1, input);
    if (floor == 0) {
      assertThatIllegalArgumentException().isThrownBy(() -> window.output(shape));
    } else {
      assertThat(window.output(shape).size(2)).isEqualTo(floor);
    }
    assertThat(window.withRounding(Rounding.CEILING).output(shape).size(2)).isEqualTo(ceiling);
    assertThat(window.withRounding(Rounding.CAFFE).output(shape).size(2)).isEqualTo(caffe);
  }

  @Test
  void takesOneNumberForAllOrOneForEach() {
    Window window = Window.of(2, 3).withStrides(2).withPadding(1, 2).withDilations(3, 4);
    assertThat(window.strides()).containsExactly(2, 2);
    assertThat(window.padBegins()).containsExactly(1, 2);
    assertThat(window.padEnds()).containsExactly(1, 2);
    assertThat(window.dilations()).containsExactly(3, 4);
    Window uneven = window.withPadding(1, 2, 3, 4);
    assertThat(uneven.padBegins()).containsExactly(1, 2);
    assertThat(uneven.padEnds()).containsExactly(3, 4);
  }

  @Test
  void refusesWhatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.of(2, 0))
        .withMessage("sizes must be 2 numbers of at least 1, were [2, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.of(2, 2).withStrides(1, 2, 3))
        .withMessage("strides must be 2 numbers of at least 1, were [1, 2, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.of(1, 1, 1, 1))
        .withMessage("a window has 1 to 3 dimensions, not 4");
  }
}
