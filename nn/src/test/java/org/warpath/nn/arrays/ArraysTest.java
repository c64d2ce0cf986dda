package org.warpath.nn.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class ArraysTest {
  private static final Shape CUBE = Shape.of(2, 3, 4);

  private static Shape shape(Layer layer, Shape... shapes) {
    return layer.outputs(List.of(shapes)).getFirst();
  }

  private static double[] of012345(Layer layer) {
    return LayerCheck.of(layer, Shape.of(2, 3))
        .with(0, 0, 1, 2, 3, 4, 5)
        .outputs()
        .getFirst()
        .toArray();
  }

  static Stream<LayerCheck> all() {
    return Stream.of(
        LayerCheck.of(new Identity(), CUBE),
        LayerCheck.of(Flatten.of(), CUBE),
        LayerCheck.of(Reshape.of(4, -1), CUBE),
        LayerCheck.of(Squeeze.of(1), Shape.of(2, 1, 3)),
        LayerCheck.of(Unsqueeze.of(0, -1), CUBE),
        LayerCheck.of(new Concat(1), CUBE, Shape.of(2, 1, 4), CUBE),
        LayerCheck.of(new Concat(-1), CUBE, Shape.of(2, 3, 1)),
        LayerCheck.of(Split.of(1, 1, 2), CUBE),
        LayerCheck.of(Split.equal(-1, 3), CUBE),
        LayerCheck.of(Transpose.of(0, 2, 1), CUBE),
        LayerCheck.of(Transpose.of(), CUBE),
        LayerCheck.of(Transpose.of(1, 0, 2), CUBE),
        LayerCheck.of(Transpose.toChannelsLast(4), Shape.of(2, 3, 4, 5)),
        LayerCheck.of(Transpose.toChannelsFirst(4), Shape.of(2, 4, 5, 3)),
        LayerCheck.of(Slice.of(1, 1, 3), CUBE),
        LayerCheck.of(
            new Slice(List.of(new Slice.Cut(2, -1, Long.MIN_VALUE, -2), new Slice.Cut(0, 1, 2, 1))),
            CUBE),
        LayerCheck.of(new Slice(List.of()), CUBE),
        LayerCheck.of(pad(Pad.Mode.CONSTANT, 0, 1, 2, 0, 3, 1), CUBE),
        LayerCheck.of(pad(Pad.Mode.EDGE, 0, 1, 2, 0, 3, 1), CUBE),
        LayerCheck.of(pad(Pad.Mode.REFLECT, 0, 1, 2, 0, 2, 3), CUBE),
        LayerCheck.of(Reduce.mean(1), CUBE),
        LayerCheck.of(Reduce.mean(2, 0), CUBE),
        LayerCheck.of(Reduce.sum(), CUBE),
        LayerCheck.of(new Reduce(false, List.of(-1), true), CUBE),
        LayerCheck.of(Reduce.mean(1), Shape.of(3, 100, 2)));
  }

  @Test
  void gradients() {
    all().forEach(LayerCheck::gradientsAreThoseOfDifferences);
  }

  @Test
  void float32() {
    all().forEach(check -> check.isTheSameOn(Engine.cpu(2), ElementType.FLOAT32));
  }

  private static Pad pad(Pad.Mode mode, int... pads) {
    return new Pad(List.of(pads[0], pads[1], pads[2]), List.of(pads[3], pads[4], pads[5]), mode, 7);
  }

  @Test
  void shapes() {
    assertThat(shape(new Flatten(2), CUBE)).isEqualTo(Shape.of(6, 4));
    assertThat(shape(new Flatten(0), CUBE)).isEqualTo(Shape.of(1, 24));
    assertThat(shape(new Flatten(3), CUBE)).isEqualTo(Shape.of(24, 1));
    assertThat(shape(new Flatten(-1), CUBE)).isEqualTo(Shape.of(6, 4));
    assertThat(shape(Reshape.of(0, -1, 2), CUBE)).isEqualTo(Shape.of(2, 6, 2));
    assertThat(shape(Squeeze.of(), Shape.of(1, 2, 1))).isEqualTo(Shape.of(2));
    assertThat(shape(Unsqueeze.of(1, -1), CUBE)).isEqualTo(Shape.of(2, 1, 3, 4, 1));
    assertThat(shape(new Concat(1), CUBE, CUBE)).isEqualTo(Shape.of(2, 6, 4));
    assertThat(Split.equal(2, 3).outputs(List.of(CUBE)))
        .containsExactly(Shape.of(2, 3, 2), Shape.of(2, 3, 2), Shape.of(2, 3, 0));
    assertThat(shape(Transpose.toChannelsLast(3), CUBE)).isEqualTo(Shape.of(2, 4, 3));
    assertThat(shape(Slice.of(2, -3, Long.MAX_VALUE), CUBE)).isEqualTo(Shape.of(2, 3, 3));
    assertThat(shape(Reduce.mean(1), CUBE)).isEqualTo(Shape.of(2, 4));
    assertThat(shape(new Reduce(true, List.of(1), true), CUBE)).isEqualTo(Shape.of(2, 1, 4));
  }

  @Test
  void values() {
    assertThat(of012345(Transpose.of(1, 0))).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(of012345(Slice.of(1, 1, 3))).containsExactly(1, 2, 4, 5);
    assertThat(of012345(new Slice(List.of(new Slice.Cut(1, -1, Long.MIN_VALUE, -2)))))
        .containsExactly(2, 0, 5, 3);
    assertThat(of012345(pad(Pad.Mode.CONSTANT))).containsExactly(7, 0, 1, 2, 7, 3, 4, 5);
    assertThat(of012345(pad(Pad.Mode.EDGE))).containsExactly(0, 0, 1, 2, 3, 3, 4, 5);
    assertThat(of012345(pad(Pad.Mode.REFLECT))).containsExactly(1, 0, 1, 2, 4, 3, 4, 5);
    assertThat(of012345(Reduce.sum(0))).containsExactly(3, 5, 7);
    assertThat(of012345(Reduce.mean(1))).containsExactly(1, 4);
    assertThat(of012345(Reduce.sum())).containsExactly(15);
  }

  private static Pad pad(Pad.Mode mode) {
    return new Pad(List.of(0, 1), List.of(0, 0), mode, 7);
  }

  @Test
  void namesWhatDoesNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shape(new Concat(0), CUBE, Shape.of(2, 3, 5)))
        .withMessage("expected sizes that differ along dimension 0 alone, were [2×3×4, 2×3×5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shape(Reshape.of(5, -1), CUBE))
        .withMessage("2×3×4 cannot be reshaped to [5, -1]: it has 24 elements");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shape(Squeeze.of(0), CUBE))
        .withMessage("expected size 1 of the dimensions [0], was 2×3×4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shape(Split.of(1, 1, 1), CUBE))
        .withMessageContaining("do not make up dimension 1 of 2×3×4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Transpose.of(0, 2))
        .withMessage("[0, 2] is no permutation");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shape(pad(Pad.Mode.REFLECT, 2, 0, 0, 0, 0, 0), CUBE))
        .withMessageContaining("too small to be reflected");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shape(Reduce.sum(1, -2), CUBE))
        .withMessage("dimension -2 is there twice");
  }
}
