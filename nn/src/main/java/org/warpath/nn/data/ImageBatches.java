package org.warpath.nn.data;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Batches of images as float32: {@value #DATA}[N×C×H×W] and {@value #LABEL}[N]. Examples follow one
 * another without end, so that a batch may have the last of one epoch and the first of the next.
 */
public final class ImageBatches implements Batches {
  /** The images' input. */
  public static final String DATA = "data";

  /** The classes' input. */
  public static final String LABEL = "label";

  private final LabelledImages images;
  private final Scaling scaling;
  private final Cut cut;
  private final Order order;
  private final Tensor data;
  private final Tensor label;
  private final float[] image;
  private final float[] classes;

  /**
   * What becomes of a byte: (byte − mean) · scale.
   *
   * @param scale such as 1/256
   * @param mean for each byte of an image; null for 0
   */
  public record Scaling(float scale, float @Nullable [] mean) {
    /** By a factor alone. */
    public static Scaling by(double scale) {
      return new Scaling((float) scale, null);
    }
  }

  /** Batches of {@code size} whole images, otherwise as of parts of images. */
  public ImageBatches(LabelledImages images, int size, Scaling scaling, Order order) {
    this(images, size, scaling, Cut.NONE, order);
  }

  /**
   * Batches of {@code size} parts of images.
   *
   * @param size N, at least 1
   * @param scaling of whole images, before they are cut
   * @param cut what of each image there is: H×W is its size
   * @param order in which examples come
   * @throws IllegalArgumentException if there are no images, they are smaller than what is to be
   *     cut from them, or the mean is of others
   */
  public ImageBatches(LabelledImages images, int size, Scaling scaling, Cut cut, Order order) {
    if (size < 1 || images.count() < 1) {
      throw new IllegalArgumentException(
          "expected batches of at least 1 of at least 1 images, were %d of %d"
              .formatted(size, images.count()));
    }
    float[] mean = scaling.mean();
    if (mean != null && mean.length != images.imageSize()) {
      throw new IllegalArgumentException(
          "expected a mean of %d numbers, were %d".formatted(images.imageSize(), mean.length));
    }
    this.images = images;
    this.scaling = scaling;
    this.cut = cut;
    this.order = order;
    int height = cut.height(images.height());
    int width = cut.width(images.width());
    Shape shape = Shape.of(size, images.channels(), height, width);
    data = Tensor.zeros(ElementType.FLOAT32, shape);
    label = Tensor.zeros(ElementType.FLOAT32, Shape.of(size));
    image = new float[images.channels() * height * width];
    classes = new float[size];
  }

  @Override
  public Map<String, Shape> shapes() {
    return Map.of(DATA, data.shape(), LABEL, label.shape());
  }

  @Override
  public long perEpoch() {
    return Math.max(1, images.count() / classes.length);
  }

  @Override
  public Map<String, Tensor> batch(long index) {
    long first = Math.multiplyExact(index, (long) classes.length);
    for (int i = 0; i < classes.length; i++) {
      int chosen = order.at(first + i, images.count());
      scale(chosen, cut.at(first + i, images.height(), images.width()));
      MemorySegment.copy(
          image, 0, data.memory(), JAVA_FLOAT, (long) i * image.length * Float.BYTES, image.length);
      classes[i] = images.labels()[chosen];
    }
    MemorySegment.copy(classes, 0, label.memory(), JAVA_FLOAT, 0, classes.length);
    return Map.of(DATA, data, LABEL, label);
  }

  private void scale(int chosen, Cut.Place place) {
    int height = data.shape().size(2);
    int width = data.shape().size(3);
    int at = 0;
    for (int channel = 0; channel < images.channels(); channel++) {
      for (int row = 0; row < height; row++) {
        int line = channel * images.height() + place.row() + row;
        scaleRow(chosen, line * images.width() + place.column(), at, width);
        if (place.isMirrored()) {
          mirror(at, at + width - 1);
        }
        at += width;
      }
    }
  }

  private void scaleRow(int chosen, int from, int to, int count) {
    byte[] pixels = images.pixels();
    int first = chosen * images.imageSize() + from;
    float[] mean = scaling.mean();
    for (int i = 0; i < count; i++) {
      float value = pixels[first + i] & 0xff;
      image[to + i] = (mean == null ? value : value - mean[from + i]) * scaling.scale();
    }
  }

  private void mirror(int first, int last) {
    for (int i = first, j = last; i < j; i++, j--) {
      float moved = image[i];
      image[i] = image[j];
      image[j] = moved;
    }
  }
}
