package org.warpath.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.api.image.Picture;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class PictureScalingTest {
  private static final Picture GREY = new Picture(2, 2, 1, new float[] {0, 1, 0.5f, 0.25f});

  @Test
  void meanAndDeviationAChannel() {
    Tensor tensor =
        PictureScaling.of(List.of(0.5, 0.25, 0.0), List.of(2.0)).tensor(List.of(GREY), 3, 2, 2);

    assertThat(tensor.shape()).isEqualTo(Shape.of(1, 3, 2, 2));
    assertThat(tensor.get(1)).isEqualTo(0.25);
    assertThat(tensor.get(4)).isEqualTo(-0.125);
    assertThat(tensor.get(11)).isEqualTo(0.125);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PictureScaling.of(List.of(1.0, 2.0), List.of(1.0)).tensor(List.of(GREY), 3, 2, 2))
        .withMessage("mean must be one number, or 3, was 2 of them");
  }

  @Test
  void bytesAndTheirMean() {
    Tensor tensor = PictureScaling.ofBytes(List.of(55.0), 0.5).tensor(List.of(GREY), 1, 2, 2);

    assertThat(tensor.get(0)).isCloseTo(-27.5, within(1e-4));
    assertThat(tensor.get(1)).isCloseTo(100, within(1e-4));
  }

  @Test
  void ofALargerMeanImageTheMiddle() {
    Tensor mean = Tensor.zeros(org.warpath.linalg.ElementType.FLOAT32, Shape.of(1, 1, 4, 4));
    for (int i = 0; i < 16; i++) {
      mean.set(i, i);
    }

    Tensor tensor = PictureScaling.ofBytes(mean, 1).tensor(List.of(GREY), 1, 2, 2);

    assertThat(tensor.get(0)).isEqualTo(-5);
    assertThat(tensor.get(1)).isEqualTo(255 - 6);
    assertThat(tensor.get(2)).isEqualTo(127.5 - 9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PictureScaling.ofBytes(mean, 1).tensor(List.of(GREY), 3, 2, 2))
        .withMessageContaining("the mean image is of 1×1×4×4, pictures are of 3×2×2");
  }
}
