package org.warpath.nn.caffe;

import java.util.ArrayList;
import java.util.List;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Layer;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A layer whose parameters learn and decay at other rates than the solver's.
 *
 * @param layer what it does
 * @param all for its parameters, in their order; 1 and 1 for the others
 */
record Multipliers(Layer layer, List<Pair> all) implements Layer {

  /** What the solver's rate and decay are multiplied by. */
  record Pair(double rate, double decay) {}

  /** {@code layer} with what a definition says in {@code param}, or in {@code blobs_lr}. */
  static Layer of(Layer layer, LayerText text) throws FormatException {
    List<Pair> pairs = new ArrayList<>();
    for (Message param : text.message().messages("param")) {
      if (param.has("name")) {
        throw param.error("name", text.described() + ": shared parameters are not supported");
      }
      pairs.add(new Pair(param.number("lr_mult", 1), param.number("decay_mult", 1)));
    }
    List<Double> rates = text.message().numbers("blobs_lr");
    List<Double> decays = text.message().numbers("weight_decay");
    for (int i = 0; i < Math.max(rates.size(), decays.size()); i++) {
      pairs.add(
          new Pair(i < rates.size() ? rates.get(i) : 1, i < decays.size() ? decays.get(i) : 1));
    }
    return pairs.isEmpty() ? layer : new Multipliers(layer, List.copyOf(pairs));
  }

  @Override
  public String kind() {
    return layer.kind();
  }

  @Override
  public List<Shape> outputs(List<Shape> inputs) {
    return layer.outputs(inputs);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    List<Parameter> parameters = new ArrayList<>(layer.parameters(inputs));
    for (int i = 0; i < Math.min(all.size(), parameters.size()); i++) {
      Pair pair = all.get(i);
      parameters.set(i, parameters.get(i).withMultipliers(pair.rate(), pair.decay()));
    }
    return parameters;
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return layer.multiplyAdds(inputs);
  }

  @Override
  public Step onCpu(Binding<Tensor> binding, int threads) {
    return layer.onCpu(binding, threads);
  }

  @Override
  public Step onCuda(Binding<DeviceTensor> binding, DeviceScope scope) {
    return layer.onCuda(binding, scope);
  }
}
