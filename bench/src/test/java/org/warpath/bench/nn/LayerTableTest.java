package org.warpath.bench.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.Engine;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

class LayerTableTest {

  private static List<LayerCase> small() {
    return LayerTable.of(Engine.cpu(1), true);
  }

  private static LayerCase usual(String name) {
    return LayerTable.of(Engine.cpu(1), false).stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aConvolutionIsCountedAsDefined() {
    LayerCase second = usual("LeNet conv2");
    double products = 64.0 * 50 * 8 * 8 * 20 * 5 * 5;
    double input = 64 * 20 * 12 * 12;
    double output = 64 * 50 * 8 * 8;
    double parameters = 50 * 20 * 5 * 5 + 50;

    assertThat(second.forward()).isEqualTo(new Work(products, 4 * (input + output + parameters)));
    assertThat(second.backward())
        .isEqualTo(new Work(2 * products, 4 * (output + 2 * input + 3 * parameters)));
  }

  @Test
  void aFirstLayerHasNoGradientOfItsInput() {
    LayerCase first = usual("LeNet conv1 as first layer");
    double products = 64.0 * 20 * 24 * 24 * 5 * 5;
    double input = 64 * 28 * 28;
    double output = 64 * 20 * 24 * 24;
    double parameters = 20 * 5 * 5 + 20;

    assertThat(first.backward())
        .isEqualTo(new Work(products, 4 * (output + input + 2 * parameters)));
    assertThat(usual("LeNet conv1").backward())
        .isEqualTo(new Work(2 * products, 4 * (output + 2 * input + 3 * parameters)));
  }

  @Test
  void whatIsNoProductIsCountedInBytes() {
    double images = 64 * 64 * 56 * 56;
    assertThat(usual("relu").forward()).isEqualTo(new Work(0, 4 * 2 * images));
    assertThat(usual("relu").backward()).isEqualTo(new Work(0, 4 * 3 * images));
    assertThat(usual("max pooling 2×2").backward()).isEqualTo(new Work(0, 4 * 1.5 * images));
    assertThat(usual("concat").backward()).isEqualTo(new Work(0, 4 * 2 * images));
    // Statistics are not learned.
    assertThat(usual("batch normalisation").forward())
        .isEqualTo(new Work(0, 4 * (2 * images + 2 * 64)));
  }

  @Test
  void labelsAreReadAndHaveNoGradient() {
    double scores = 12_800 * 1000;
    double labels = 12_800;
    LayerCase loss = usual("softmax cross-entropy");
    assertThat(loss.forward()).isEqualTo(new Work(0, 4 * (scores + labels + 1)));
    assertThat(loss.backward()).isEqualTo(new Work(0, 4 * (1 + 2 * scores + labels)));
  }

  @Test
  void theFloorIsTheSlowerOfProductAndMemory() {
    Work work = new Work(6e9, 8e9);
    assertThat(work.floor(2e9, 4e9)).isEqualTo(3);
    assertThat(work.isBoundByMemory(2e9, 4e9)).isFalse();
    assertThat(work.floor(6e9, 4e9)).isEqualTo(2);
    assertThat(work.isBoundByMemory(6e9, 4e9)).isTrue();
  }

  /** Passes backward follow one another without one forward between, when they are timed. */
  @ParameterizedTest
  @MethodSource("small")
  void aPassBackwardCanBeRepeated(LayerCase layer) {
    try (Arena arena = Arena.ofShared()) {
      Binding<Tensor> binding = layer.binding(new Place.Host(arena));
      Step step = layer.layer().onCpu(binding, 1);
      step.forward(Mode.TRAINING);
      step.backward();
      List<double[]> first = gradients(binding.inputGradients());
      List<double[]> parameters = gradients(binding.parameterGradients());
      assertThat(first.size() + parameters.size()).isPositive();
      for (double[] gradient : first) {
        assertThat(Arrays.stream(gradient).map(Math::abs).sum()).isPositive().isFinite();
      }

      step.backward();

      List<double[]> second = gradients(binding.inputGradients());
      for (int i = 0; i < first.size(); i++) {
        assertThat(second.get(i)).isEqualTo(first.get(i));
      }
      List<double[]> doubled = gradients(binding.parameterGradients());
      for (int i = 0; i < parameters.size(); i++) {
        double[] once = parameters.get(i);
        double[] twice = doubled.get(i);
        for (int k = 0; k < once.length; k++) {
          assertThat(twice[k]).isCloseTo(2 * once[k], within(1e-5 + 1e-4 * Math.abs(once[k])));
        }
      }
    }
  }

  private static List<double[]> gradients(List<? extends @Nullable Tensor> all) {
    return all.stream().filter(Objects::nonNull).map(Tensor::toArray).toList();
  }
}
