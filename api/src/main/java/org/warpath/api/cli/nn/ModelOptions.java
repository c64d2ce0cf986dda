package org.warpath.api.cli.nn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.api.model.InputShapes;
import org.warpath.api.model.ModelFile;
import org.warpath.nn.tensor.Shape;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model, and for which shapes. */
final class ModelOptions {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "a model in ONNX's format, or a definition of Caffe's, .prototxt")
  private Path file;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "a definition's weights: .caffemodel or .safetensors")
  private @Nullable Path weights;

  @Option(
      names = "--shape",
      paramLabel = "[NAME=]SIZES",
      description =
          "the shape of an input, such as image=1x3x224x224; needed where the model leaves more than"
              + " the batch open, which is 1 unless said")
  private List<String> shapes = new ArrayList<>();

  ModelFile read() throws IOException {
    return ModelFile.read(file, weights);
  }

  Path file() {
    return file;
  }

  /** The shapes that are said, and a batch of 1 where nothing else is open. */
  Map<String, Shape> shapes(ModelFile model) {
    return InputShapes.of(model, shapes);
  }
}
