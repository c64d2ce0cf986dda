package org.warpath.api.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.linalg.io.FormatException;

/** Held against the JDK's own writer. */
class PngTest {
  private static final int WIDTH = 13;
  private static final int HEIGHT = 9;

  private static BufferedImage random(BufferedImage image) {
    Random random = new Random(3);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int band = 0; band < image.getRaster().getNumBands(); band++) {
          int bits = image.getSampleModel().getSampleSize(band);
          // Smooth, so that the writer has use for filters.
          int value = (x * 3 + y * 5 + random.nextInt(4)) % (1 << bits);
          image.getRaster().setSample(x, y, band, value);
        }
      }
    }
    return image;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", bytes)).isTrue();
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void samplesAreThoseWritten(int type) throws IOException {
    BufferedImage image = random(new BufferedImage(WIDTH, HEIGHT, type));

    Picture picture = Png.parse("a.png", png(image));

    int channels = type == BufferedImage.TYPE_BYTE_BINARY ? 1 : image.getRaster().getNumBands();
    assertThat(picture.width()).isEqualTo(WIDTH);
    assertThat(picture.height()).isEqualTo(HEIGHT);
    int most = (1 << image.getSampleModel().getSampleSize(0)) - 1;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int channel = 0; channel < Math.min(channels, picture.channels()); channel++) {
          assertThat(picture.sample(y, x, channel))
              .isCloseTo((float) image.getRaster().getSample(x, y, channel) / most, within(1e-6f));
        }
      }
    }
  }

  @Test
  void palettes() throws IOException {
    byte[] levels = {0, 100, (byte) 200, (byte) 255};
    byte[] none = {0, 0, 0, 0};
    IndexColorModel colours = new IndexColorModel(2, 4, levels, none, levels);
    BufferedImage image =
        random(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, colours));

    Picture picture = Png.parse("a.png", png(image));

    assertThat(picture.channels()).isEqualTo(3);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int rgb = image.getRGB(x, y);
        assertThat(picture.sample(y, x, 0)).isEqualTo((rgb >> 16 & 255) / 255f);
        assertThat(picture.sample(y, x, 1)).isZero();
      }
    }
  }

  @Test
  void damageIsRefused() throws IOException {
    byte[] bytes = png(random(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(FormatException.class)
          .isThrownBy(() -> Png.parse("cut.png", part))
          .withMessageStartingWith("cut.png: ");
    }
    Random random = new Random(5);
    for (int run = 0; run < 500; run++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatCode(() -> tried(damaged)).doesNotThrowAnyException();
    }
  }

  private static void tried(byte[] bytes) {
    try {
      Png.parse("a.png", bytes);
    } catch (FormatException e) {
      assertThat(e.getMessage()).startsWith("a.png: ");
    }
  }

  @Test
  void otherSizesAndColours() {
    Picture grey = new Picture(2, 1, 1, new float[] {0, 1});
    assertThat(grey.resized(1, 4).samples()).containsExactly(0, 0.25f, 0.75f, 1);
    assertThat(grey.withChannels(3).samples()).containsExactly(0, 0, 0, 1, 1, 1);
    Picture white = new Picture(1, 1, 3, new float[] {1, 1, 1});
    assertThat(white.withChannels(1).samples()[0]).isCloseTo(1, within(1e-6f));
  }
}
