package org.warpath.api.service.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.warpath.api.cli.Warpath;
import org.warpath.nn.onnx.OnnxTensor;
import org.warpath.nn.tensor.Tensor;

/** The cases of ONNX's that come with the tests. */
public final class OnnxCases {
  private OnnxCases() {}

  /** A model's file: {@code "test_Linear"}. */
  public static Path model(String name) {
    String readme = "/org/warpath/api/cli/onnx/README.md";
    Path folder =
        Path.of(Objects.requireNonNull(Warpath.class.getResource(readme)).getPath())
            .resolveSibling(name);
    return folder.resolve("model.onnx");
  }

  /** A model's bytes. */
  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(model(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Tensor input(String name) {
    return tensor(name, "input_0.pb");
  }

  static Tensor output(String name) {
    return tensor(name, "output_0.pb");
  }

  private static Tensor tensor(String name, String file) {
    try {
      return OnnxTensor.read(model(name).resolveSibling("test_data_set_0").resolve(file)).tensor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
