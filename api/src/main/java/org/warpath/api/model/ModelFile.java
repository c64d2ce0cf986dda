package org.warpath.api.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.network.Network;
import org.warpath.nn.tensor.Shape;

/** A model that was read from files of ONNX's or Caffe's formats. */
public sealed interface ModelFile permits OnnxFile, CaffeFile {

  /**
   * Reads a model: a definition of Caffe's if the name ends with {@code .prototxt}, else ONNX.
   *
   * @param weights {@code .caffemodel} or {@code .safetensors}, of a definition; null for none
   * @throws org.warpath.linalg.io.FormatException if a file is damaged
   * @throws IllegalArgumentException if an ONNX model is given weights, which it has itself
   */
  static ModelFile read(Path file, @Nullable Path weights) throws IOException {
    if (file.toString().endsWith(".prototxt")) {
      return CaffeFile.read(file, weights);
    }
    if (weights != null) {
      throw new IllegalArgumentException(
          file + " is a model of ONNX's, which has its weights itself: expected no others");
    }
    return OnnxFile.read(file);
  }

  /** What it reads. */
  List<ModelInput> inputs();

  /**
   * Its layers for inputs of these shapes.
   *
   * @throws IllegalArgumentException if a shape is missing or does not fit, or the model has what
   *     is not supported: all of that is named
   * @throws IOException if a layer cannot be made as the definition says
   */
  Network network(Map<String, Shape> shapes) throws IOException;

  /**
   * The same with weights, ready to answer.
   *
   * @throws IllegalArgumentException as {@link #network}, or if there are no weights
   * @throws IOException as {@link #network}, or if weights are damaged
   */
  Predictor predictor(Map<String, Shape> shapes) throws IOException;

  /** How the model wants pictures, as its definition says. */
  PictureScaling pictures() throws IOException;
}
