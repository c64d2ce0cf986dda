package org.warpath.nn.data;

import org.warpath.nn.layer.Noise;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Images in batches of one size, round and round: batch i begins with image i·size, and behind the
 * last image comes the first. What a batch is depends on its number and the seed alone, so that who
 * goes on with batch i sees what an uninterrupted run would. For one thread at a time.
 */
public final class Batches {
  private final ImageSet images;
  private final Preparation preparation;
  private final int size;
  private final boolean isShuffled;
  private final long seed;
  private final int[] order;
  private final float[] pixels;
  private long round = -1;

  /**
   * Batches of {@code size} images.
   *
   * @param isShuffled whether each round has an order of its own; else it is the set's
   * @param seed of the orders, and of what {@code preparation} does at random
   */
  public Batches(
      ImageSet images, Preparation preparation, int size, boolean isShuffled, long seed) {
    if (size < 1 || images.count() < 1) {
      throw new IllegalArgumentException(
          "batches of %d out of %d images".formatted(size, images.count()));
    }
    preparation.requireMeanOf(images.shape());
    this.images = images;
    this.preparation = preparation;
    this.size = size;
    this.isShuffled = isShuffled;
    this.seed = seed;
    order = new int[images.count()];
    pixels = new float[Math.toIntExact(preparation.output(images.shape()).count())];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /** The shape of a batch: images × channels × height × width. */
  public Shape shape() {
    return preparation.output(images.shape()).prepend(size);
  }

  /** How many images there are in all. */
  public int imageCount() {
    return images.count();
  }

  /**
   * Writes a batch.
   *
   * @param number counted from 0
   * @param data float32 of {@link #shape}
   * @param labels float32, an element for each image
   */
  public void read(long number, Tensor data, Tensor labels) {
    for (int i = 0; i < size; i++) {
      long place = number * size + i;
      int image = image(place);
      preparation.write(images, image, new Noise(Noise.key(seed, place)), pixels, 0);
      Blocks.store(pixels, data, (long) i * pixels.length, pixels.length);
      labels.set(i, images.label(image));
    }
  }

  private int image(long place) {
    int count = images.count();
    if (isShuffled && place / count != round) {
      round = place / count;
      shuffle(new Noise(Noise.key(Noise.key(seed, "order"), round)));
    }
    return order[(int) (place % count)];
  }

  /** Fisher and Yates, from the set's own order. */
  private void shuffle(Noise noise) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = order.length - 1; i > 0; i--) {
      int other = (int) (noise.nextUniform() * (i + 1));
      int image = order[i];
      order[i] = order[other];
      order[other] = image;
    }
  }
}
