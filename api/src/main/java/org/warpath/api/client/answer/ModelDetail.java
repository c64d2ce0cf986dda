package org.warpath.api.client.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model with its layers.
 *
 * @param name its name
 * @param version never given twice; new weights are a new version
 * @param format onnx or caffe
 * @param inputs what it reads
 * @param outputs what it gives, by name
 * @param trainable whether it has a loss to learn from
 * @param trained whether it has weights
 * @param parameters learned numbers; null while a shape is open
 * @param multiplyAdds of one pass; null while a shape is open
 * @param layers in the order in which they are computed; null while a shape is open
 */
public record ModelDetail(
    String name,
    long version,
    String format,
    List<ModelInfo.Input> inputs,
    List<String> outputs,
    boolean trainable,
    boolean trained,
    @Nullable Long parameters,
    @Nullable Long multiplyAdds,
    @Nullable List<Layer> layers) {

  /**
   * A layer.
   *
   * @param name unique in its model
   * @param kind what it does
   * @param inputs values that it reads
   * @param outputs values that it makes
   * @param shapes of the outputs
   * @param parameters learned numbers
   * @param multiplyAdds of one pass
   */
  public record Layer(
      String name,
      String kind,
      List<String> inputs,
      List<String> outputs,
      List<List<Integer>> shapes,
      long parameters,
      long multiplyAdds) {}
}
