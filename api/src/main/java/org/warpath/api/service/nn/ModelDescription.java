package org.warpath.api.service.nn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.api.model.CaffeFile;
import org.warpath.api.model.InputShapes;
import org.warpath.api.model.ModelFile;
import org.warpath.api.model.ModelInput;
import org.warpath.api.model.OnnxFile;
import org.warpath.api.service.http.Json;
import org.warpath.nn.caffe.CaffeNet;
import org.warpath.nn.caffe.NetState;
import org.warpath.nn.caffe.Phase;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Node;
import org.warpath.nn.tensor.Shape;

/** What the API tells of a model. */
final class ModelDescription {
  private final ModelFiles files;
  private final ModelFile model;
  private final Map<String, Shape> shapes;

  private ModelDescription(ModelFiles files, ModelFile model, Map<String, Shape> shapes) {
    this.files = files;
    this.model = model;
    this.shapes = shapes;
  }

  /**
   * Reads a model and tells of it. If its shapes are known, all of its layers are made, and its
   * weights tried, so that a model that is there can be used.
   *
   * @param said shapes of inputs
   * @throws IOException if the files are not what they should be
   * @throws IllegalArgumentException if the model has what is not supported, or is given shapes of
   *     inputs that it does not have
   */
  static ObjectNode of(ModelFiles files, List<String> said) throws IOException {
    ModelFile model = files.read();
    return new ModelDescription(files, model, InputShapes.of(model, said)).describe();
  }

  private ObjectNode describe() throws IOException {
    boolean isCaffe = files.format().equals(ModelFiles.CAFFE);
    boolean isTrained = !isCaffe || files.weights() != null;
    ObjectNode json = Json.object();
    json.put("format", files.format());
    json.put("bytes", files.byteSize());
    putInputs(json.putArray("inputs"));
    ArrayNode outputs = json.putArray("outputs");
    json.put("trainable", isCaffe && hasLoss());
    json.put("trained", isTrained);
    if (model.inputs().stream().allMatch(input -> shapes.containsKey(input.name()))) {
      Network network = isTrained ? model.predictor(shapes).network() : model.network(shapes);
      network.outputs().forEach(outputs::add);
      putLayers(json, network);
    } else {
      outputNames().forEach(outputs::add);
      files.requireSoundWeights();
    }
    return json;
  }

  private boolean hasLoss() throws IOException {
    CaffeNet net = files.net(NetState.of(Phase.TRAIN));
    return net.hasLoss();
  }

  /** Without shapes there is no network; a definition tells names all the same. */
  private Collection<String> outputNames() {
    return switch (model) {
      case CaffeFile caffe -> caffe.net().outputs();
      case OnnxFile onnx -> onnx.model().outputs();
    };
  }

  private void putInputs(ArrayNode json) {
    for (ModelInput input : model.inputs()) {
      ObjectNode value = json.addObject().put("name", input.name());
      Shape said = shapes.get(input.name());
      List<Integer> sizes =
          said == null ? input.knownSizes() : ModelInput.ofBatches(input.name(), said).knownSizes();
      if (!sizes.isEmpty() || said != null) {
        ArrayNode shape = value.putArray("shape");
        for (int size : sizes) {
          if (size == ModelInput.OPEN) {
            shape.addNull();
          } else {
            shape.add(size);
          }
        }
      }
    }
  }

  private void putLayers(ObjectNode json, Network network) {
    Map<String, Shape> values = new LinkedHashMap<>(network.shapes(shapes));
    ArrayNode layers = Json.array();
    long allParameters = 0;
    long allMultiplyAdds = 0;
    for (Node node : network.nodes()) {
      List<Shape> given = node.inputs().stream().map(values::get).toList();
      long parameters =
          node.layer().parameters(given).stream()
              .filter(Parameter::isLearned)
              .mapToLong(parameter -> parameter.shape().count())
              .sum();
      long multiplyAdds = node.layer().multiplyAdds(given);
      allParameters += parameters;
      allMultiplyAdds += multiplyAdds;
      ObjectNode layer = layers.addObject();
      layer.put("name", node.name());
      layer.put("kind", node.layer().kind());
      node.inputs().forEach(layer.putArray("inputs")::add);
      node.outputs().forEach(layer.putArray("outputs")::add);
      ArrayNode made = layer.putArray("shapes");
      for (String output : node.outputs()) {
        ArrayNode sizes = made.addArray();
        for (int size : values.get(output).toArray()) {
          sizes.add(size);
        }
      }
      layer.put("parameters", parameters);
      layer.put("multiplyAdds", multiplyAdds);
    }
    json.put("parameters", allParameters);
    json.put("multiplyAdds", allMultiplyAdds);
    json.set("layers", layers);
  }
}
