package org.warpath.nn.embedding;

import java.util.List;
import java.util.Objects;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A row of a table for each index: the parameter is {@code table}[vocabulary×width], the input
 * indices of any shape, numbers from 0 to vocabulary − 1, and the output has that shape and {@code
 * width} behind it. The table's gradient is summed in the indices' order; they have none.
 *
 * <p>A pass forward throws {@code IllegalArgumentException} for what is no index, with its place;
 * on a device it waits for that. Float16 tells apart indices up to 2048, bfloat16 up to 256.
 *
 * @param vocabulary how many rows, at least 1
 * @param width how many numbers a row has, at least 1
 * @param fill what the table is at first
 */
public record Embedding(int vocabulary, int width, Initialiser fill) implements Layer {

  public Embedding {
    Objects.requireNonNull(fill, "fill");
    if (vocabulary < 1 || width < 1) {
      throw new IllegalArgumentException(
          "vocabulary and width must be at least 1, were %d and %d".formatted(vocabulary, width));
    }
  }

  /** With a table of standard normal numbers at first. */
  public static Embedding of(int vocabulary, int width) {
    return new Embedding(vocabulary, width, Initialiser.gaussian(0, 1));
  }

  Rows rows(Shape indices) {
    return new Rows(1, vocabulary, width, indices.count());
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return List.of(Rows.result(Shape.of(), Shapes.single(inputs, 0), Shape.of(width)));
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    return List.of(Parameter.learned("table", Shape.of(vocabulary, width), fill));
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return new CpuEmbedding(this, binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return new CudaEmbedding(this, binding, scope);
  }
}
