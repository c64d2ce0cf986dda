package org.warpath.nn.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.data.Batches;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.data.LabelledImages;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** What becomes of images on their way into a network: Caffe's {@code transform_param}. */
class CaffeDataTest {
  private static final int SAMPLES = 2000;

  @TempDir private Path folder;

  /** Of 4×4, with pixels 0 to 15 of the first channel, and 100 to 115 of the second. */
  private static CaffeData data() {
    byte[] pixels = new byte[32];
    for (int i = 0; i < 16; i++) {
      pixels[i] = (byte) i;
      pixels[16 + i] = (byte) (100 + i);
    }
    LabelledImages images = new LabelledImages(2, 4, 4, pixels, new int[] {7});
    return new CaffeData(new ImageFolder(images, images));
  }

  private static CaffeNet net(String transform, Phase phase) throws FormatException {
    String text =
        """
        layer { name: "images" type: "Data" top: "data" top: "label"
          transform_param { %s } data_param { batch_size: 1 } }
        """
            .formatted(transform);
    return CaffeNet.parse(text, "net.prototxt", NetState.of(phase));
  }

  private static Batches batches(String transform, Phase phase, long seed) throws IOException {
    return data().batches(net(transform, phase), 1, seed, null);
  }

  private static List<Double> first(String transform, Phase phase) throws IOException {
    return list(batches(transform, phase, 1).batch(0));
  }

  private static List<Double> list(Map<String, Tensor> batch) {
    return Arrays.stream(batch.get("data").toArray()).boxed().toList();
  }

  @Test
  void testsSeeTheMiddle() throws IOException {
    Batches batches = batches("crop_size: 2", Phase.TEST, 1);
    assertThat(batches.shapes())
        .isEqualTo(Map.of("data", Shape.of(1, 2, 2, 2), "label", Shape.of(1)));
    assertThat(list(batches.batch(0))).containsExactly(5., 6., 9., 10., 105., 106., 109., 110.);
    assertThat(list(batches.batch(1))).isEqualTo(list(batches.batch(0)));
    // What is left over is one more behind than before.
    assertThat(first("crop_size: 3", Phase.TEST)).startsWith(0., 1., 2., 4., 5., 6., 8., 9., 10.);
  }

  @Test
  void meansAreSubtractedBeforeAllIsScaled() throws IOException {
    assertThat(first("crop_size: 2 scale: 0.5 mean_value: 3 mean_value: 100", Phase.TEST))
        .containsExactly(1., 1.5, 3., 3.5, 2.5, 3., 4.5, 5.);
    assertThat(first("crop_size: 2 mean_value: 5", Phase.TEST))
        .containsExactly(0., 1., 4., 5., 100., 101., 104., 105.);
  }

  @Test
  void aMeanImageIsThatOfWholeImages() throws IOException {
    float[] mean = new float[32];
    mean[5] = 5;
    mean[6] = 1;
    mean[0] = 77;
    Path file = folder.resolve("mean.binaryproto");
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      Blobs.message(Tensor.of(Shape.of(1, 2, 4, 4), mean)).writeTo(channel);
    }
    CaffeNet net = net("crop_size: 2 mean_file: 'mean.binaryproto'", Phase.TEST);
    assertThat(list(data().batches(net, 1, 1, file).batch(0)))
        .containsExactly(0., 5., 9., 10., 105., 106., 109., 110.);
    Files.write(file, ByteBuffer.allocate(3).array());
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> data().batches(net, 1, 1, file))
        .withMessageStartingWith(file + ": is no file of a blob, damaged or cut off: ");
  }

  /** Each of 3·3 places as likely, and half of them mirrored; the same for the same seed. */
  @Test
  void trainingSeesAnyPart() throws IOException {
    String transform = "crop_size: 2 mirror: true";
    Batches batches = batches(transform, Phase.TRAIN, 1);
    Map<List<Double>, Integer> counts = new HashMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      counts.merge(list(batches.batch(i)), 1, Integer::sum);
    }
    Set<List<Double>> expected = new HashSet<>();
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        double at = 4 * row + column;
        expected.add(List.of(at, at + 1, at + 4, at + 5, at + 100, at + 101, at + 104, at + 105));
        expected.add(List.of(at + 1, at, at + 5, at + 4, at + 101, at + 100, at + 105, at + 104));
      }
    }
    assertThat(counts.keySet()).isEqualTo(expected);
    // 2000 / 18, and five standard deviations of a binomial distribution around it.
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(60, 163));
    assertThat(list(batches(transform, Phase.TRAIN, 1).batch(1234)))
        .isEqualTo(list(batches.batch(1234)));
    Batches other = batches(transform, Phase.TRAIN, 2);
    assertThat(IntStream.range(0, 20).mapToObj(i -> list(other.batch(i))).toList())
        .isNotEqualTo(IntStream.range(0, 20).mapToObj(i -> list(batches.batch(i))).toList());
  }

  @Test
  void mirroringIsOfEitherPhase() throws IOException {
    Batches batches = batches("mirror: true", Phase.TEST, 1);
    Set<List<Double>> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      seen.add(list(batches.batch(i)).subList(0, 4));
    }
    assertThat(seen).containsExactlyInAnyOrder(List.of(0., 1., 2., 3.), List.of(3., 2., 1., 0.));
  }

  @Test
  void whatCannotBeCutIsRefused() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batches("crop_size: 5", Phase.TEST, 1))
        .withMessage("expected images of at least 5 rows to cut squares from, were of 4");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> net("crop_size: -1", Phase.TEST))
        .withMessage("net.prototxt:2:21: crop_size: layer images (Data): expected at least 0");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> net("mean_value: 1 mean_file: 'm'", Phase.TEST))
        .withMessageContaining("expected mean_file or mean_value, found both");
  }
}
