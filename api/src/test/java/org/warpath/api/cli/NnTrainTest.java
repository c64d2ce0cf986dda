package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code warpath nn train} and {@code test} on images that show their class by where they are
 * light.
 */
class NnTrainTest {
  private static final int SIDE = 6;
  private static final int CLASSES = 3;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    writeImages("train", 120, 1);
    writeImages("t10k", 60, 2);
    Files.writeString(
        folder.resolve("net.prototxt"),
        """
        name: "stripes"
        layer { name: "images" type: "Data" top: "image" top: "class"
          transform_param { scale: 0.0039 mean_value: 128 }
          data_param { batch_size: 20 source: "nowhere" } }
        layer { name: "conv" type: "Convolution" bottom: "image" top: "conv"
          convolution_param { num_output: 4 kernel_size: 3 weight_filler { type: "xavier" } } }
        layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
        layer { name: "drop" type: "Dropout" bottom: "conv" top: "conv"
          dropout_param { dropout_ratio: 0.1 } }
        layer { name: "ip" type: "InnerProduct" bottom: "conv" top: "ip"
          inner_product_param { num_output: 3 weight_filler { type: "xavier" } } }
        layer { name: "accuracy" type: "Accuracy" bottom: "ip" bottom: "class" top: "accuracy"
          include { phase: TEST } }
        layer { name: "loss" type: "SoftmaxWithLoss" bottom: "ip" bottom: "class" top: "loss" }
        """);
    Files.writeString(
        folder.resolve("solver.prototxt"),
        """
        net: "net.prototxt" base_lr: 0.1 momentum: 0.9 lr_policy: "fixed" max_iter: 40
        test_iter: 3 test_interval: 20 display: 10 snapshot: 25 random_seed: 7
        snapshot_prefix: "%s"
        """
            .formatted(prefix()));
  }

  private Path prefix() {
    return folder.resolve("out").resolve("net");
  }

  private void writeImages(String part, int count, long seed) throws IOException {
    Random random = new Random(seed);
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    DataOutputStream imageOut = new DataOutputStream(images);
    DataOutputStream labelOut = new DataOutputStream(labels);
    for (int head : new int[] {0x803, count, SIDE, SIDE}) {
      imageOut.writeInt(head);
    }
    labelOut.writeInt(0x801);
    labelOut.writeInt(count);
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(CLASSES);
      labelOut.write(kind);
      for (int place = 0; place < SIDE * SIDE; place++) {
        boolean isLight = place / SIDE / 2 == kind;
        imageOut.write((isLight ? 150 : 50) + random.nextInt(100));
      }
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.toByteArray());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
  }

  private Cli train(Object... more) {
    Object[] arguments = {
      "nn",
      "train",
      "--solver",
      folder.resolve("solver.prototxt"),
      "--engine",
      "cpu",
      "--threads",
      2
    };
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Cli.run(all);
  }

  private Path out(String end) {
    return Path.of(prefix() + end);
  }

  @Test
  void trainsTestsAndGoesOn() throws IOException {
    Cli run = train("--data", folder).succeeded();
    assertThat(run.out())
        .contains("test at 0: accuracy", "iteration 10: loss", "test at 40: accuracy 1.000")
        .contains("40 iterations: " + out("_iter_40.safetensors"));
    assertThat(Files.readAllLines(out("_log.csv")))
        .startsWith("iteration,value,number")
        .anyMatch(line -> line.startsWith("40,test.accuracy,1.0"))
        .anyMatch(line -> line.startsWith("40,rate,0.1"));
    assertThat(ImageIO.read(out("_curve.png").toFile()).getWidth()).isEqualTo(900);

    for (String end : new String[] {".caffemodel", ".safetensors"}) {
      Cli test =
          Cli.run(
                  "nn",
                  "test",
                  "--model",
                  folder.resolve("net.prototxt"),
                  "--iterations",
                  3,
                  "--data",
                  folder,
                  "--weights",
                  out("_iter_40" + end),
                  "--engine",
                  "cpu")
              .succeeded();
      assertThat(test.out()).contains("accuracy = 1.00000").containsPattern("loss = [0-9]");
    }

    byte[] whole = Files.readAllBytes(out("_iter_40.safetensors"));
    Files.delete(out("_iter_40.safetensors"));
    train("--data", folder, "--snapshot", out("_iter_25.safetensors")).succeeded();
    assertThat(Files.readAllBytes(out("_iter_40.safetensors"))).isEqualTo(whole);
    assertThat(out("_from_25_log.csv")).exists();

    Cli finer = train("--data", folder, "--weights", out("_iter_40.caffemodel")).succeeded();
    assertThat(finer.out()).contains("test at 0: accuracy 1.000");
  }

  @Test
  void mistakesAreRefused() throws IOException {
    train().refused("there is no folder \"nowhere\" of images");
    train("--data", folder.resolve("out")).refused("no such file or folder");
    train("--data", folder, "--weights", "a", "--snapshot", "b").refused("expected one of them");
    Files.writeString(folder.resolve("broken.caffemodel"), "\n\1x");
    train("--data", folder, "--weights", folder.resolve("broken.caffemodel"))
        .refused("broken.caffemodel: has no layers with weights");
    Files.writeString(folder.resolve("solver.prototxt"), "net: 'net.prototxt' base_lr: x");
    train("--data", folder).refused("solver.prototxt:1:");
  }
}
