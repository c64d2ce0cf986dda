package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.data.Batches;
import org.warpath.nn.data.Cut;
import org.warpath.nn.data.ImageBatches;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.data.LabelledImages;
import org.warpath.nn.data.Order;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Batches of a folder's images, as a network's data layer wants them. Databases are not read: the
 * folder is given, or it is the layer's {@code source}.
 */
final class CaffeData {
  private static final Logger LOG = LoggerFactory.getLogger(CaffeData.class);

  private final ImageFolder folder;

  CaffeData(ImageFolder folder) {
    this.folder = folder;
  }

  /** A batch's tensors under the names of a layer's tops. */
  private record Renamed(Batches batches, Map<String, String> names) implements Batches {
    @Override
    public Map<String, Shape> shapes() {
      return renamed(batches.shapes());
    }

    @Override
    public long perEpoch() {
      return batches.perEpoch();
    }

    @Override
    public Map<String, Tensor> batch(long index) {
      return renamed(batches.batch(index));
    }

    private <V> Map<String, V> renamed(Map<String, V> all) {
      Map<String, V> renamed = new LinkedHashMap<>();
      names.forEach((from, to) -> renamed.put(to, all.get(from)));
      return renamed;
    }
  }

  /** The only layer of a network whose tops are images, and perhaps labels. */
  static CaffeInput input(CaffeNet net) {
    if (net.inputs().size() != 1 || net.inputs().getFirst().tops().size() > 2) {
      throw new IllegalArgumentException(
          "network %s: expected one layer of data with images and labels in phase %s, found %s"
              .formatted(
                  net.name(),
                  net.state().phase(),
                  net.inputs().stream().map(CaffeInput::name).toList()));
    }
    return net.inputs().getFirst();
  }

  /**
   * Batches to learn from, in another order each epoch, or to test with.
   *
   * @param passes how many of the definition's batches are one
   * @param meanFile where the mean is; null to take that of the images to learn from
   */
  Batches batches(CaffeNet net, int passes, long seed, @Nullable Path meanFile) throws IOException {
    boolean isTest = net.state().phase() == Phase.TEST;
    LabelledImages images = isTest ? folder.test() : folder.training();
    CaffeInput input = input(net);
    Map<String, String> names = new LinkedHashMap<>();
    names.put(ImageBatches.DATA, input.tops().getFirst());
    if (input.tops().size() > 1) {
      names.put(ImageBatches.LABEL, input.tops().get(1));
    }
    ImageBatches batches =
        new ImageBatches(
            images,
            Math.multiplyExact(input.batch(), passes),
            scaling(input.transform(), images, meanFile),
            cut(input.transform(), isTest, seed),
            isTest ? Order.asTheyAre() : Order.shuffled(seed));
    return new Renamed(batches, names);
  }

  /** Keyed apart from the order of images, which the same seed tells. */
  private static Cut cut(CaffeTransform transform, boolean isTest, long seed) {
    return new Cut(
        transform.cropSize(), !isTest, transform.isMirrored(), Noise.key(seed, "transform"));
  }

  private ImageBatches.Scaling scaling(
      CaffeTransform transform, LabelledImages images, @Nullable Path meanFile) throws IOException {
    float scale = (float) transform.scale();
    if (!transform.meanFile().isEmpty()) {
      return new ImageBatches.Scaling(scale, mean(transform.meanFile(), images, meanFile));
    }
    List<Double> values = transform.meanValues();
    if (values.isEmpty()) {
      return new ImageBatches.Scaling(scale, null);
    }
    if (values.size() != 1 && values.size() != images.channels()) {
      throw new IllegalArgumentException(
          "expected a mean_value, or one for each of %d channels, found %d"
              .formatted(images.channels(), values.size()));
    }
    float[] mean = new float[images.imageSize()];
    int area = images.height() * images.width();
    for (int channel = 0; channel < images.channels(); channel++) {
      double value = values.get(values.size() == 1 ? 0 : channel);
      Arrays.fill(mean, channel * area, (channel + 1) * area, (float) value);
    }
    return new ImageBatches.Scaling(scale, mean);
  }

  private float[] mean(String name, LabelledImages images, @Nullable Path file) throws IOException {
    if (file == null) {
      LOG.info("there is no {}; the mean of the images to learn from is subtracted", name);
      return folder.training().mean();
    }
    Tensor mean = Blobs.read(file);
    if (mean.shape().count() != images.imageSize()) {
      throw new FormatException(
          file.toString(),
          "is the mean of images of %s, not of %d×%d×%d"
              .formatted(mean.shape(), images.channels(), images.height(), images.width()));
    }
    float[] numbers = new float[images.imageSize()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) mean.get(i);
    }
    return numbers;
  }
}
