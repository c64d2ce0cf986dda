package org.warpath.api.service.web;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.imports.Form;
import org.warpath.kernels.SharedData;
import org.warpath.nn.data.LabelledImages;
import org.warpath.nn.data.Mnist;

/** LeNet's definition, the weights of Caffe's authors, and MNIST's digits. */
final class Lenet {
  static final String SHAPE = "1x1x28x28";

  private Lenet() {}

  static Path definition() {
    return Path.of("..", "data", "nn", "lenet.prototxt").toAbsolutePath().normalize();
  }

  /** Skips the test where they are not. */
  static Path weights() {
    return absolute("nn/lenet-caffe/lenet_iter_10000.caffemodel");
  }

  /** One of MNIST's four files; skips the test where it is not. */
  static Path mnist(String file) {
    return absolute("nn/mnist/" + file);
  }

  private static Path absolute(String file) {
    return SharedData.file(file).toAbsolutePath().normalize();
  }

  /** Adds the model without weights, and without a shape. */
  static void add(ServiceClient client, String name) {
    new Form()
        .text("name", name)
        .file("model", definition())
        .sendTo(client, "/v1/nn/models")
        .expect(201);
  }

  /** Adds the model that knows digits. */
  static void addTrained(ServiceClient client, String name) {
    new Form()
        .text("name", name)
        .text("shape", SHAPE)
        .file("model", definition())
        .file("weights", weights())
        .sendTo(client, "/v1/nn/models")
        .expect(201);
  }

  /** Writes the first of MNIST's test images of that digit as a PNG. */
  static Path digit(int value, Path folder) throws IOException {
    LabelledImages digits =
        Mnist.read(mnist("t10k-images-idx3-ubyte.gz"), mnist("t10k-labels-idx1-ubyte.gz"))
            .range(0, 100);
    for (int i = 0; i < digits.count(); i++) {
      if (digits.labels()[i] == value) {
        return write(digits, i, folder.resolve("digit.png"));
      }
    }
    throw new AssertionError("MNIST's first 100 test images have every digit");
  }

  private static Path write(LabelledImages images, int number, Path file) throws IOException {
    BufferedImage picture =
        new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < images.imageSize(); i++) {
      int grey = images.pixels()[number * images.imageSize() + i] & 0xFF;
      picture.getRaster().setSample(i % images.width(), i / images.width(), 0, grey);
    }
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
