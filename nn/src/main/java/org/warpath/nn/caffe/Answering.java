package org.warpath.nn.caffe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.warpath.nn.tensor.Shape;

/**
 * What is left of a definition where there are no labels.
 *
 * @param inputs without labels
 * @param layers without losses and accuracies, and without what reads those or labels
 */
record Answering(List<CaffeInput> inputs, List<LayerText> layers) {
  /** What softmax gives in place of its loss. */
  static final String PROBABILITIES = "prob";

  private static final Set<String> COMPARE = Set.of("Accuracy", "EuclideanLoss", "SoftmaxWithLoss");
  private static final String SOFTMAX = "Softmax";

  static Answering of(List<CaffeInput> inputs, List<LayerText> layers) {
    Set<String> gone = labels(inputs, layers);
    Set<String> names = new HashSet<>();
    Set<String> ranked = new HashSet<>();
    for (LayerText layer : layers) {
      names.addAll(layer.tops());
      names.add(layer.name());
      if (layer.type().equals(SOFTMAX)) {
        ranked.addAll(layer.bottoms());
      }
    }
    List<LayerText> left = new ArrayList<>();
    for (LayerText layer : layers) {
      if (!COMPARE.contains(layer.type()) && layer.bottoms().stream().noneMatch(gone::contains)) {
        left.add(layer);
        continue;
      }
      gone.addAll(layer.tops());
      if (layer.type().equals("SoftmaxWithLoss")
          && !layer.bottoms().isEmpty()
          && !gone.contains(layer.bottoms().getFirst())
          && ranked.add(layer.bottoms().getFirst())) {
        left.add(softmax(layer, names));
      }
    }
    return new Answering(inputs.stream().map(input -> without(input, gone)).toList(), left);
  }

  /** Inputs that are compared with, and read by nothing else. */
  private static Set<String> labels(List<CaffeInput> inputs, List<LayerText> layers) {
    Set<String> labels = new HashSet<>();
    inputs.forEach(input -> labels.addAll(input.tops()));
    for (LayerText layer : layers) {
      boolean compares = COMPARE.contains(layer.type()) && layer.bottoms().size() > 1;
      layer.bottoms().subList(0, compares ? 1 : layer.bottoms().size()).forEach(labels::remove);
    }
    return labels;
  }

  private static LayerText softmax(LayerText loss, Set<String> names) {
    String name = names.add(PROBABILITIES) ? PROBABILITIES : loss.name() + "/" + PROBABILITIES;
    loss.message().ignore("loss_param", "loss_weight");
    return new LayerText(
        loss.message(), name, SOFTMAX, List.of(loss.bottoms().getFirst()), List.of(name));
  }

  private static CaffeInput without(CaffeInput input, Set<String> gone) {
    Map<String, Shape> shapes = new LinkedHashMap<>(input.shapes());
    shapes.keySet().removeAll(gone);
    return new CaffeInput(
        input.name(),
        input.tops().stream().filter(top -> !gone.contains(top)).toList(),
        input.batch(),
        input.source(),
        shapes,
        input.transform());
  }
}
