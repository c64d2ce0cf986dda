package org.warpath.nn.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.protobuf.WireMessage;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A model in ONNX's format, versions of whose operators from 1 to 25 are known. It is read as a
 * whole, and refused as a whole if it is damaged; what it computes is looked at when it becomes a
 * network.
 *
 * <pre>{@code
 * OnnxNetwork net = OnnxModel.read(file).network(Map.of("image", Shape.of(8, 3, 224, 224)));
 * try (Session session = net.open(Engine.auto())) { … }
 * }</pre>
 */
public final class OnnxModel {
  private static final String FORMAT = "ONNX file";
  private static final String WHAT = "the model";

  private final String source;
  private final Graph graph;

  private OnnxModel(String source, Graph graph) {
    this.source = source;
    this.graph = graph;
  }

  /**
   * The model in a file of at most 2 GiB, all of which is in memory. Elements of its tensors may be
   * in other files in its folder, or in folders there; files elsewhere are refused.
   *
   * @throws FormatException if it is damaged: with what is wrong, where, and what was expected
   * @throws IllegalArgumentException if elements of a tensor are of a type that has no numbers
   */
  public static OnnxModel read(Path file) throws IOException {
    return of(file.toString(), ModelFolder.of(file), WireMessage.read(file, FORMAT, WHAT));
  }

  /**
   * The model that {@code bytes} hold.
   *
   * @param source where they are from, for messages
   * @throws FormatException as {@link #read}
   * @throws IllegalArgumentException as {@link #read}, and if elements are in another file
   */
  public static OnnxModel parse(String source, byte[] bytes) throws FormatException {
    ByteBuffer whole = ByteBuffer.wrap(bytes);
    return of(source, new ModelFolder(null), WireMessage.read(whole, source, FORMAT, WHAT));
  }

  private static OnnxModel of(String source, ModelFolder folder, WireMessage model)
      throws FormatException {
    return new OnnxModel(source, GraphReader.read(model, folder, source));
  }

  /** What it reads: those inputs that have no value in the file. */
  public List<OnnxInput> inputs() {
    return graph.openInputs();
  }

  /** All inputs that it declares; some may have a value in the file. */
  public List<OnnxInput> declaredInputs() {
    return graph.inputs();
  }

  /** What it gives. */
  public List<String> outputs() {
    return graph.outputs();
  }

  /** The operators of its nodes, in the order in which they are computed. */
  public List<String> operators() {
    return graph.nodes().stream().map(OnnxNode::operator).toList();
  }

  /**
   * The network for inputs of the shapes that the model says.
   *
   * @throws IllegalArgumentException as {@link #network(Map)}
   */
  public OnnxNetwork network() {
    return network(Map.of());
  }

  /**
   * The network for inputs of these shapes. What the model computes of constants and shapes alone
   * is computed now.
   *
   * @param shapes of inputs, by name; others are as the model says, which then must say all of it
   * @throws UnsupportedOnnxException if it has operators, or uses of them, that are not supported:
   *     all of them are named
   * @throws IllegalArgumentException if a shape is missing, or a node cannot take its inputs
   */
  public OnnxNetwork network(Map<String, Shape> shapes) {
    return network(shapes, Map.of());
  }

  /**
   * As {@link #network(Map)}, with values for inputs that operators need beforehand, such as a
   * convolution's weights: those are no inputs of the network then.
   *
   * @param given values of inputs, by name, used where they are needed beforehand; a value that the
   *     file has is replaced
   */
  public OnnxNetwork network(Map<String, Shape> shapes, Map<String, Tensor> given) {
    return new Importer(source, graph, shapes, given).run();
  }

  @Override
  public String toString() {
    return source;
  }
}
