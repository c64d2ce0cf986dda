package org.warpath.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.SharedData;

/** The data sets as they are published, where this machine has them. */
class PublishedDataTest {

  private static int[] counts(LabelledImages images) {
    int[] counts = new int[10];
    Arrays.stream(images.labels()).forEach(label -> counts[label]++);
    return counts;
  }

  @Test
  void mnist() throws IOException {
    var folder = SharedData.file("nn/mnist");
    LabelledImages training = Mnist.training(folder);
    assertThat(training.count()).isEqualTo(60_000);
    assertThat(training.imageSize()).isEqualTo(784);
    assertThat(Arrays.copyOf(training.labels(), 5)).containsExactly(5, 0, 4, 1, 9);
    LabelledImages test = Mnist.test(folder);
    assertThat(counts(test)).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
  }

  @Test
  @Tag("heavy")
  void cifar() throws IOException {
    CifarJpeg read = CifarJpeg.read(SharedData.file("nn/cifar10-jpg/cifar10-jpg.tar.xz"));
    assertThat(counts(read.training())).containsOnly(5000);
    assertThat(counts(read.test())).containsOnly(1000);
    // The mean of CIFAR-10's training images over all pixels and channels is 120.7.
    double sum = 0;
    for (float mean : read.training().mean()) {
      sum += mean;
    }
    assertThat(sum / 3072).isBetween(120.2, 121.2);
  }
}
