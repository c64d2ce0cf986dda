package org.warpath.api.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.network.Network;
import org.warpath.nn.onnx.OnnxModel;
import org.warpath.nn.onnx.OnnxNetwork;
import org.warpath.nn.tensor.Shape;

/**
 * A model of ONNX's.
 *
 * @param model all of it
 */
public record OnnxFile(OnnxModel model) implements ModelFile {

  /** The model in a file. */
  public static OnnxFile read(Path file) throws IOException {
    return new OnnxFile(OnnxModel.read(file));
  }

  /** The model in {@code bytes}, called {@code source} in errors. */
  public static OnnxFile parse(String source, byte[] bytes) throws FormatException {
    return new OnnxFile(OnnxModel.parse(source, bytes));
  }

  @Override
  public List<ModelInput> inputs() {
    return model.inputs().stream()
        .map(input -> new ModelInput(input.name(), input.sizes()))
        .toList();
  }

  @Override
  public Network network(Map<String, Shape> shapes) {
    return model.network(shapes).network();
  }

  @Override
  public Predictor predictor(Map<String, Shape> shapes) {
    OnnxNetwork net = model.network(shapes);
    return new Predictor(net.network(), net.weights(), net.inputShapes(), net.mode(), net.type());
  }

  /** Samples as they are, from 0 to 1. */
  @Override
  public PictureScaling pictures() {
    return PictureScaling.NONE;
  }
}
