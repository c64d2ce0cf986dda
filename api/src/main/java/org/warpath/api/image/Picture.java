package org.warpath.api.image;

/**
 * A picture: for each pixel, row by row, the samples of its channels, in [0, 1].
 *
 * @param width pixels of a row
 * @param height rows
 * @param channels 1 for grey, 3 for red, green and blue
 * @param samples {@code height · width · channels} of them
 */
@SuppressWarnings("ArrayRecordComponent") // Samples are not compared.
public record Picture(int width, int height, int channels, float[] samples) {

  /** The sample of a channel at a pixel. */
  public float sample(int y, int x, int channel) {
    return samples[(y * width + x) * channels + channel];
  }

  /**
   * In {@code wanted} channels, 1 or 3: grey is repeated; of colours, grey is 0.299·red +
   * 0.587·green + 0.114·blue.
   */
  public Picture withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    if (wanted != 1 && wanted != 3) {
      throw new IllegalArgumentException(
          "a picture has 1 channel or 3, not %d as wanted".formatted(wanted));
    }
    int pixels = width * height;
    float[] other = new float[pixels * wanted];
    for (int i = 0; i < pixels; i++) {
      if (wanted == 1) {
        other[i] =
            0.299f * samples[3 * i] + 0.587f * samples[3 * i + 1] + 0.114f * samples[3 * i + 2];
      } else {
        for (int channel = 0; channel < wanted; channel++) {
          other[i * wanted + channel] = samples[i];
        }
      }
    }
    return new Picture(width, height, wanted, other);
  }

  /** In another size: each new pixel is interpolated between the four nearest, as centres lie. */
  public Picture resized(int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return this;
    }
    float[] other = new float[Math.multiplyExact(newHeight * newWidth, channels)];
    for (int y = 0; y < newHeight; y++) {
      float fromY = place(y, newHeight, height);
      int top = (int) fromY;
      int bottom = Math.min(top + 1, height - 1);
      for (int x = 0; x < newWidth; x++) {
        float fromX = place(x, newWidth, width);
        int left = (int) fromX;
        int right = Math.min(left + 1, width - 1);
        for (int c = 0; c < channels; c++) {
          float above = mix(sample(top, left, c), sample(top, right, c), fromX - left);
          float below = mix(sample(bottom, left, c), sample(bottom, right, c), fromX - left);
          other[(y * newWidth + x) * channels + c] = mix(above, below, fromY - top);
        }
      }
    }
    return new Picture(newWidth, newHeight, channels, other);
  }

  private static float place(int to, int size, int from) {
    return Math.clamp((to + 0.5f) * from / size - 0.5f, 0, from - 1);
  }

  private static float mix(float a, float b, float share) {
    return a + (b - a) * share;
  }
}
