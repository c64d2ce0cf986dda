package org.warpath.kernels.onnx;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One of ONNX's test cases of a single operator: a folder with {@code model.onnx} and, in {@code
 * test_data_set_0}, {@code input_0.pb}, … and {@code output_0.pb}, ….
 *
 * @param operator the operator's name
 * @param integers its attributes that are integers
 * @param floats its attributes that are floats
 * @param strings its attributes that are strings
 * @param lists its attributes that are lists of integers
 * @param inputs by position; empty where an optional input is left out
 * @param outputs by position
 */
public record OnnxCase(
    String operator,
    Map<String, Long> integers,
    Map<String, Float> floats,
    Map<String, String> strings,
    Map<String, List<Long>> lists,
    List<Optional<Tensor>> inputs,
    List<Tensor> outputs) {

  /**
   * A tensor of float32, float64, int32 or int64, as float64.
   *
   * @param sizes of each axis; none for a scalar
   * @param values row-major
   */
  public record Tensor(int[] sizes, double[] values) {
    /** The only value. */
    public double scalar() {
      if (values.length != 1) {
        throw new IllegalStateException("not a scalar: " + values.length + " values");
      }
      return values[0];
    }

    /** The values rounded to float32. */
    public float[] floats() {
      float[] rounded = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        rounded[i] = (float) values[i];
      }
      return rounded;
    }
  }

  /** Reads a case. */
  public static OnnxCase read(Path folder) throws IOException {
    var graph =
        OnnxMl.ModelProto.parseFrom(Files.readAllBytes(folder.resolve("model.onnx"))).getGraph();
    var node = graph.getNode(0);
    Map<String, Long> integers = new HashMap<>();
    Map<String, Float> floats = new HashMap<>();
    Map<String, String> strings = new HashMap<>();
    Map<String, List<Long>> lists = new HashMap<>();
    for (var attribute : node.getAttributeList()) {
      integers.put(attribute.getName(), attribute.getI());
      floats.put(attribute.getName(), attribute.getF());
      strings.put(attribute.getName(), attribute.getS().toStringUtf8());
      lists.put(attribute.getName(), attribute.getIntsList());
    }
    Path data = folder.resolve("test_data_set_0");
    Map<String, Tensor> given = new HashMap<>();
    // Weights are in the model; what else goes in has files, numbered.
    for (var initializer : graph.getInitializerList()) {
      given.put(initializer.getName(), tensor(initializer, initializer.getName()));
    }
    int files = 0;
    for (var input : graph.getInputList()) {
      if (!given.containsKey(input.getName())) {
        given.put(input.getName(), tensor(data.resolve("input_" + files++ + ".pb")));
      }
    }
    List<Optional<Tensor>> inputs = new ArrayList<>();
    for (String name : node.getInputList()) {
      inputs.add(Optional.ofNullable(given.get(name)));
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < graph.getOutputCount(); i++) {
      outputs.add(tensor(data.resolve("output_" + i + ".pb")));
    }
    return new OnnxCase(node.getOpType(), integers, floats, strings, lists, inputs, outputs);
  }

  private static Tensor tensor(Path file) throws IOException {
    return tensor(OnnxMl.TensorProto.parseFrom(Files.readAllBytes(file)), file.toString());
  }

  private static Tensor tensor(OnnxMl.TensorProto proto, String what) throws IOException {
    int[] sizes = proto.getDimsList().stream().mapToInt(Math::toIntExact).toArray();
    var type = OnnxMl.TensorProto.DataType.forNumber(proto.getDataType());
    ByteBuffer raw =
        ByteBuffer.wrap(proto.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    boolean packed = raw.hasRemaining();
    double[] values =
        switch (type) {
          case FLOAT ->
              packed
                  ? doubles(raw.asFloatBuffer())
                  : proto.getFloatDataList().stream().mapToDouble(v -> v).toArray();
          case DOUBLE ->
              packed
                  ? DoubleStream.generate(raw::getDouble)
                      .limit(raw.remaining() / Double.BYTES)
                      .toArray()
                  : proto.getDoubleDataList().stream().mapToDouble(v -> v).toArray();
          case INT64 ->
              packed
                  ? LongStream.generate(raw::getLong)
                      .limit(raw.remaining() / Long.BYTES)
                      .asDoubleStream()
                      .toArray()
                  : proto.getInt64DataList().stream().mapToDouble(v -> v).toArray();
          case INT32 ->
              packed
                  ? IntStream.generate(raw::getInt)
                      .limit(raw.remaining() / Integer.BYTES)
                      .asDoubleStream()
                      .toArray()
                  : proto.getInt32DataList().stream().mapToDouble(v -> v).toArray();
          default -> throw new IOException(what + " holds " + type);
        };
    return new Tensor(sizes, values);
  }

  private static double[] doubles(FloatBuffer floats) {
    double[] values = new double[floats.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats.get(i);
    }
    return values;
  }
}
