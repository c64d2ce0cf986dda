package org.warpath.api.service.nn;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.imports.Form;
import org.warpath.linalg.io.NpyArray;

/**
 * Images of 4×4 pixels in MNIST's format, bright above (class 0) or below (class 1), and a network
 * that tells one from the other.
 */
public final class TinyImages {
  public static final String DEFINITION =
      """
      name: "halves"
      layer {
        name: "images" type: "Data" top: "data" top: "label"
        transform_param { scale: 0.00390625 }
        data_param { source: "halves" batch_size: 10 }
      }
      layer {
        name: "scores" type: "InnerProduct" bottom: "data" top: "scores"
        inner_product_param { num_output: 2 weight_filler { type: "xavier" } }
      }
      layer {
        name: "accuracy" type: "Accuracy" bottom: "scores" bottom: "label" top: "accuracy"
        include { phase: TEST }
      }
      layer { name: "loss" type: "SoftmaxWithLoss" bottom: "scores" bottom: "label" top: "loss" }
      """;

  private static final int SIZE = 4;

  private TinyImages() {}

  /** A solver for so many iterations. */
  public static String solver(int iterations) {
    return """
    net: "halves.prototxt"
    test_iter: 2
    test_interval: 20
    base_lr: 0.5
    momentum: 0.9
    lr_policy: "fixed"
    max_iter: %d
    random_seed: 1
    """
        .formatted(iterations);
  }

  /** The solver's file and the images', as parts of a form. */
  public static Form form(String solver) {
    Form form =
        new Form().file("solver", "solver.prototxt", solver.getBytes(StandardCharsets.UTF_8));
    files().forEach(file -> form.file("data", file.name, file.content));
    return form;
  }

  /** Adds the network; its path. */
  public static String add(ServiceClient client, String name) {
    Answer added =
        new Form()
            .text("name", name)
            .file("model", "halves.prototxt", DEFINITION.getBytes(StandardCharsets.UTF_8))
            .sendTo(client, "/v1/nn/models");
    return added.expect(201).header("Location");
  }

  /** The network's definition as a file in {@code folder}. */
  public static Path definition(Path folder) {
    try {
      return Files.writeString(folder.resolve("halves.prototxt"), DEFINITION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file. */
  public record NamedBytes(String name, byte[] content) {}

  /** MNIST's four. */
  public static List<NamedBytes> files() {
    return List.of(
        new NamedBytes("train-images-idx3-ubyte", images(200, 1)),
        new NamedBytes("train-labels-idx1-ubyte", labels(200)),
        new NamedBytes("t10k-images-idx3-ubyte", images(20, 2)),
        new NamedBytes("t10k-labels-idx1-ubyte", labels(20)));
  }

  /** Writes the files into {@code folder}. */
  public static List<Path> write(Path folder) {
    return files().stream()
        .map(file -> {
          try {
            return Files.write(folder.resolve(file.name), file.content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .toList();
  }

  /** An image of class {@code label}, ready for the network. */
  static NpyArray array(int label) {
    var matrix =
        org.warpath.linalg.dense.Matrix.zeros(
            org.warpath.linalg.ElementType.FLOAT32, 1, SIZE * SIZE);
    for (int i = 0; i < SIZE * SIZE; i++) {
      matrix.set(0, i, isBright(i, label) ? 0.9 : 0.1);
    }
    return new NpyArray(
        org.warpath.linalg.io.NpyType.FLOAT32,
        new long[] {1, 1, SIZE, SIZE},
        false,
        matrix.memory());
  }

  private static boolean isBright(int pixel, int label) {
    return pixel / (SIZE * SIZE / 2) == label;
  }

  private static byte[] images(int count, long seed) {
    Random random = new Random(seed);
    return bytes(out -> {
      out.writeInt(0x803);
      out.writeInt(count);
      out.writeInt(SIZE);
      out.writeInt(SIZE);
      for (int image = 0; image < count; image++) {
        for (int i = 0; i < SIZE * SIZE; i++) {
          out.write((isBright(i, image % 2) ? 150 : 0) + random.nextInt(100));
        }
      }
    });
  }

  private static byte[] labels(int count) {
    return bytes(out -> {
      out.writeInt(0x801);
      out.writeInt(count);
      for (int image = 0; image < count; image++) {
        out.write(image % 2);
      }
    });
  }

  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
