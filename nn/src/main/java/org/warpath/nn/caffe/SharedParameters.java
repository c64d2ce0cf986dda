package org.warpath.nn.caffe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.tensor.Shape;

/**
 * Parameters that layers share, as they have the same name in {@code param}. The first layer with a
 * name owns the parameter and fills it; multipliers are those of any layer that says them, and no
 * two may say others.
 */
final class SharedParameters {
  private final Map<String, Multiplier> rates = new HashMap<>();
  private final Map<String, Multiplier> decays = new HashMap<>();
  private final Map<String, Owner> owners = new HashMap<>();

  /** A multiplier, and the layer that says it. */
  private record Multiplier(double value, String layer) {}

  /** A parameter of the network. */
  private record Owner(String layer, String parameter, Shape shape) {}

  /** Caffe's {@code DimCheckMode}. */
  private enum ShareMode {
    STRICT,
    PERMISSIVE
  }

  /** Those of all layers of a network. */
  static SharedParameters of(List<LayerText> layers) throws FormatException {
    SharedParameters shared = new SharedParameters();
    for (LayerText text : layers) {
      for (Message param : text.message().messages("param")) {
        String name = param.text("name", "");
        if (!name.isEmpty()) {
          agree(shared.rates, name, "lr_mult", param, text);
          agree(shared.decays, name, "decay_mult", param, text);
        }
      }
    }
    return shared;
  }

  private static void agree(
      Map<String, Multiplier> said, String name, String field, Message param, LayerText text)
      throws FormatException {
    if (!param.has(field)) {
      return;
    }
    Multiplier own = new Multiplier(param.number(field), text.name());
    Multiplier first = said.putIfAbsent(name, own);
    if (first != null && first.value() != own.value()) {
      throw param.error(
          field,
          "%s: the shared parameter %s has %s in layer %s, found %s"
              .formatted(text.described(), name, first.value(), first.layer(), own.value()));
    }
  }

  /** What the rate of a parameter is multiplied by, of a layer that says {@code param}. */
  double rate(Message param) throws FormatException {
    return multiplier(rates, param, "lr_mult");
  }

  /** What the decay of a parameter is multiplied by. */
  double decay(Message param) throws FormatException {
    return multiplier(decays, param, "decay_mult");
  }

  private static double multiplier(Map<String, Multiplier> said, Message param, String field)
      throws FormatException {
    Multiplier found = said.get(param.text("name", ""));
    return found == null ? param.number(field, 1) : found.value();
  }

  /**
   * Whose each of a layer's parameters is: {@code node.parameter} of the network; null for its own.
   */
  List<@Nullable String> owners(LayerText text, String node, List<Parameter> parameters)
      throws FormatException {
    List<@Nullable String> all = new ArrayList<>();
    List<Message> params = text.message().messages("param");
    for (int i = 0; i < parameters.size(); i++) {
      String name = i < params.size() ? params.get(i).text("name", "") : "";
      Parameter parameter = parameters.get(i);
      Owner own = new Owner(node, node + "." + parameter.name(), parameter.shape());
      Owner owner = name.isEmpty() ? null : owners.putIfAbsent(name, own);
      if (owner != null) {
        requireSame(owner, own, name, text, params.get(i));
      }
      all.add(owner == null ? null : owner.parameter());
    }
    return all;
  }

  private static void requireSame(
      Owner owner, Owner own, String name, LayerText text, Message param) throws FormatException {
    // Both modes are one where shapes are the same.
    param.constant("share_mode", ShareMode.STRICT);
    if (!owner.shape().equals(own.shape())) {
      throw param.error(
          "name",
          "%s: the shared parameter %s is %s in layer %s, expected %s"
              .formatted(text.described(), name, owner.shape(), owner.layer(), own.shape()));
    }
    if (owner.layer().equals(own.layer())) {
      throw param.error(
          "name", "%s: two of its parameters are called %s".formatted(text.described(), name));
    }
  }
}
