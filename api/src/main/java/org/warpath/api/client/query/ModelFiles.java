package org.warpath.api.client.query;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model.
 *
 * @param model {@code .onnx}, or a definition of Caffe's, {@code .prototxt}
 * @param weights a definition's, {@code .caffemodel} or {@code .safetensors}; null for none
 * @param mean the mean image that a definition subtracts, {@code .binaryproto}; null for none
 * @param shape of its inputs, where the model leaves it open: {@code 1x3x224x224}, or {@code
 *     image=1x3x224x224} and so on with commas between; null to say nothing
 */
public record ModelFiles(
    Path model, @Nullable Path weights, @Nullable Path mean, @Nullable String shape) {

  /** A model alone. */
  public static ModelFiles of(Path model) {
    return new ModelFiles(model, null, null, null);
  }

  /** The same with weights. */
  public ModelFiles withWeights(Path file) {
    return new ModelFiles(model, file, mean, shape);
  }

  /** The same with a mean image. */
  public ModelFiles withMean(Path file) {
    return new ModelFiles(model, weights, file, shape);
  }

  /** The same with shapes of its inputs. */
  public ModelFiles withShape(String shapes) {
    return new ModelFiles(model, weights, mean, shapes);
  }
}
