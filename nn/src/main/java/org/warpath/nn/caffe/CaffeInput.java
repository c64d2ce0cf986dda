package org.warpath.nn.caffe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.tensor.Shape;

/**
 * A layer whose tops come from outside.
 *
 * @param name the layer's
 * @param tops what it makes: as a rule images, and their labels
 * @param batch examples at a time; 0 if the definition does not say
 * @param source where they are, as the definition says; empty if it does not
 * @param shapes of the tops whose shape the definition tells
 * @param transform what happens to images before the network sees them
 */
public record CaffeInput(
    String name,
    List<String> tops,
    int batch,
    String source,
    Map<String, Shape> shapes,
    CaffeTransform transform) {
  public CaffeInput {
    tops = List.copyOf(tops);
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
  }

  /** One top of a known shape. */
  static CaffeInput of(String top, Shape shape) {
    return new CaffeInput(
        top, List.of(top), shape.size(0), "", Map.of(top, shape), CaffeTransform.NONE);
  }

  static CaffeInput of(LayerText text) throws FormatException {
    return switch (text.type()) {
      case "Input" -> ofShapes(text);
      case "MemoryData" -> ofMemory(text);
      case "Data" -> ofSource(text, "data_param");
      case "ImageData" -> ofSource(text, "image_data_param");
      default -> ofSource(text, "hdf5_data_param");
    };
  }

  private static CaffeInput ofShapes(LayerText text) throws FormatException {
    List<Message> messages = text.message().message("input_param").messages("shape");
    if (messages.isEmpty() || (messages.size() != 1 && messages.size() != text.tops().size())) {
      throw text.error("expected one shape in input_param, or one for each top");
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    int batch = 0;
    for (int i = 0; i < text.tops().size(); i++) {
      Shape shape = ShapeLayers.shape(messages.get(messages.size() == 1 ? 0 : i));
      shapes.put(text.tops().get(i), shape);
      batch = i == 0 && shape.rank() > 0 ? shape.size(0) : batch;
    }
    return new CaffeInput(text.name(), text.tops(), batch, "", shapes, CaffeTransform.NONE);
  }

  private static CaffeInput ofMemory(LayerText text) throws FormatException {
    Message parameters = text.message().message("memory_data_param");
    int batch = parameters.integer("batch_size");
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (int i = 0; i < text.tops().size(); i++) {
      Shape shape =
          Shape.of(
              batch,
              parameters.integer("channels"),
              parameters.integer("height"),
              parameters.integer("width"));
      shapes.put(text.tops().get(i), i == 0 ? shape : Shape.of(batch));
    }
    return new CaffeInput(
        text.name(), text.tops(), batch, "", shapes, CaffeTransform.of(text, parameters));
  }

  private static CaffeInput ofSource(LayerText text, String field) throws FormatException {
    Message parameters = text.message().message(field);
    // How a database is read, not what is in it.
    parameters.ignore("backend", "prefetch", "shuffle", "rand_skip", "root_folder", "is_color");
    if (text.tops().isEmpty() || text.tops().size() > 2) {
      throw text.error("expected images and perhaps labels, found tops " + text.tops());
    }
    int batch = parameters.integer("batch_size");
    if (batch < 1) {
      throw parameters.error("batch_size", text.described() + ": expected at least 1");
    }
    return new CaffeInput(
        text.name(),
        text.tops(),
        batch,
        parameters.text("source", ""),
        Map.of(),
        CaffeTransform.of(text, parameters));
  }
}
