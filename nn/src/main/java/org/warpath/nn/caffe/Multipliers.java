package org.warpath.nn.caffe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * A layer whose parameters learn and decay at other rates than the solver's, or are another's.
 *
 * @param layer what it does
 * @param all for its parameters, in their order; 1, 1 and its own for the others
 */
record Multipliers(Layer layer, List<Said> all) implements Layer {

  /**
   * What is said of a parameter.
   *
   * @param rate what the solver's is multiplied by
   * @param decay what the solver's is multiplied by
   * @param owner the parameter that it shares; null for its own
   */
  record Said(double rate, double decay, @Nullable String owner) {}

  /**
   * {@code layer} with what a definition says in {@code param}, or in {@code blobs_lr}.
   *
   * @param owners of its parameters
   */
  static Layer of(
      Layer layer, LayerText text, SharedParameters shared, List<@Nullable String> owners)
      throws FormatException {
    List<Said> all = new ArrayList<>();
    for (Message param : text.message().messages("param")) {
      String owner = all.size() < owners.size() ? owners.get(all.size()) : null;
      all.add(new Said(shared.rate(param), shared.decay(param), owner));
    }
    List<Double> rates = text.message().numbers("blobs_lr");
    List<Double> decays = text.message().numbers("weight_decay");
    for (int i = 0; i < Math.max(rates.size(), decays.size()); i++) {
      double rate = i < rates.size() ? rates.get(i) : 1;
      all.add(new Said(rate, i < decays.size() ? decays.get(i) : 1, null));
    }
    return all.isEmpty() ? layer : new Multipliers(layer, List.copyOf(all));
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
      Said said = all.get(i);
      parameters.set(
          i, parameters.get(i).withMultipliers(said.rate(), said.decay()).ownedBy(said.owner()));
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
