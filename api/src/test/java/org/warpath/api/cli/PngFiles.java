package org.warpath.api.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures in files, written by the JDK. */
public final class PngFiles {
  private PngFiles() {}

  /** A ramp of grey. */
  public static Path grey(Path file, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, 255 * (y * width + x) / (width * height));
      }
    }
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
