package org.warpath.api.service.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.imports.Form;
import org.warpath.kernels.SharedData;
import org.warpath.nn.data.LabelledImages;
import org.warpath.nn.data.Mnist;

/** Caffe's trained LeNet tells digits on pictures. */
class LenetServiceTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @Test
  void tellsDigits() throws IOException {
    Path mnist = SharedData.file("nn/mnist");
    LabelledImages digits =
        Mnist.read(
                mnist.resolve("t10k-images-idx3-ubyte.gz"),
                mnist.resolve("t10k-labels-idx1-ubyte.gz"))
            .range(0, 50);
    new Form()
        .text("name", "lenet")
        .text("shape", "data=1x1x28x28")
        .file("model", Path.of("../data/nn/lenet.prototxt"))
        .file("weights", SharedData.file("nn/lenet-caffe/lenet_iter_10000.caffemodel"))
        .sendTo(SERVICE.client(), "/v1/nn/models")
        .expect(201);

    for (int i = 0; i < digits.count(); i++) {
      JsonNode answer =
          SERVICE
              .client()
              .request("POST", "/v1/nn/models/lenet/predict?top=1&engine=cpu")
              .body("image/png", png(digits, i))
              .send()
              .expect(200)
              .json();
      JsonNode best = answer.get("top").get(0).get(0);
      assertThat(best.get("index").asInt()).as("image %d", i).isEqualTo(digits.labels()[i]);
      assertThat(best.get("value").asDouble()).isBetween(0.5, 1.0);
    }
  }

  private static byte[] png(LabelledImages images, int number) throws IOException {
    BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < images.imageSize(); i++) {
      int grey = images.pixels()[number * images.imageSize() + i];
      picture.getRaster().setSample(i % 28, i / 28, 0, grey & 0xFF);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    return out.toByteArray();
  }
}
