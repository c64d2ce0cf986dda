package org.warpath.nn.onnx;

import java.io.IOException;
import java.nio.file.Path;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.protobuf.WireMessage;
import org.warpath.nn.tensor.Tensor;

/**
 * A tensor in a file of its own: ONNX's {@code .pb}.
 *
 * @param name what it is called; may be empty
 * @param kind what its numbers mean
 * @param tensor float32, or float64 for float64 and integers
 */
public record OnnxTensor(String name, Kind kind, Tensor tensor) {

  /**
   * Reads a file.
   *
   * @throws FormatException if it is damaged
   * @throws IllegalArgumentException if its elements are no numbers
   */
  public static OnnxTensor read(Path file) throws IOException {
    String source = file.toString();
    WireMessage proto = WireMessage.read(file, "ONNX file", "the tensor");
    Constant constant = Tensors.read(proto, ModelFolder.of(file), source, "the tensor", false);
    return new OnnxTensor(proto.text(Tensors.NAME), constant.kind(), constant.tensor());
  }
}
