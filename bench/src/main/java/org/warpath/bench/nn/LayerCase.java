package org.warpath.bench.nn;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.TensorView;

/**
 * A layer with inputs, in float32, trained; of its outputs only the first is taken.
 *
 * <p>Bytes forward: each input and parameter read once, the output written once. Backward: the
 * output's gradient, what is {@link Kept} and the parameters read once, the inputs' gradients
 * written once, the parameters' read and written, as a pass adds to them.
 *
 * @param name what the table calls it
 * @param layer the layer
 * @param inputs what it reads
 * @param kept what a pass backward must know of the one forward
 * @param isFirst whether it is a network's first layer, which needs no gradients of inputs
 */
public record LayerCase(
    String name, Layer layer, List<Operand> inputs, Kept kept, boolean isFirst) {

  public LayerCase {
    inputs = List.copyOf(inputs);
  }

  private List<Shape> shapes() {
    return inputs.stream().map(Operand::shape).toList();
  }

  private Shape output() {
    return layer.outputs(shapes()).getFirst();
  }

  private long outputBytes() {
    return output().count() * Float.BYTES;
  }

  private long inputBytes() {
    return inputs.stream().mapToLong(Operand::bytes).sum();
  }

  private long parameterBytes() {
    return layer.parameters(shapes()).stream()
        .filter(Parameter::isLearned)
        .mapToLong(parameter -> parameter.shape().count() * Float.BYTES)
        .sum();
  }

  private boolean hasGradient(Operand input) {
    return input.hasGradient() && !isFirst;
  }

  /** What a pass forward must do. */
  public Work forward() {
    return new Work(
        layer.multiplyAdds(shapes()), (double) inputBytes() + parameterBytes() + outputBytes());
  }

  /** What a pass backward must do: its multiply-adds are those forward, once for each gradient. */
  public Work backward() {
    double keptBytes =
        switch (kept) {
          case NOTHING -> 0;
          case INPUTS -> inputBytes();
          case OUTPUT -> outputBytes();
        };
    double inputGradients =
        inputs.stream().filter(this::hasGradient).mapToLong(Operand::bytes).sum();
    double parameters = (isFirst ? 2.0 : 3.0) * parameterBytes();
    return new Work(
        (isFirst ? 1.0 : 2.0) * layer.multiplyAdds(shapes()),
        outputBytes() + keptBytes + inputGradients + parameters);
  }

  /** The layer on the processor, with tensors in {@code arena}, which several threads use. */
  public Step onCpu(Arena arena, int threads) {
    return layer.onCpu(binding(new Place.Host(arena)), threads);
  }

  /** The layer on a device. */
  public Step onCuda(DeviceScope scope) {
    return layer.onCuda(binding(new Place.OnDevice(scope)), scope);
  }

  <T extends TensorView<T>> Binding<T> binding(Place<T> place) {
    List<T> values = new ArrayList<>();
    List<@Nullable T> gradients = new ArrayList<>();
    for (Operand input : inputs) {
      values.add(place.made(input::make));
      gradients.add(hasGradient(input) ? place.zeros(input.shape()) : null);
    }
    List<T> parameters = new ArrayList<>();
    List<@Nullable T> parameterGradients = new ArrayList<>();
    for (Parameter parameter : layer.parameters(shapes())) {
      Operand first = new Operand(parameter.shape(), parameter.initialiser(), true);
      parameters.add(place.made(first::make));
      parameterGradients.add(parameter.isLearned() ? place.zeros(parameter.shape()) : null);
    }
    Operand outputGradient = Operand.numbers(output().toArray());
    return new Binding<>(
        name,
        values,
        List.of(place.zeros(output())),
        gradients,
        List.of(place.made(outputGradient::make)),
        parameters,
        parameterGradients,
        0,
        place);
  }

  /** Its inputs' shapes, such as {@code "64×1×28×28"}. */
  public String inputText() {
    return String.join(", ", shapes().stream().map(Shape::toString).toList());
  }
}
