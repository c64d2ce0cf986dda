package org.warpath.api.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.nn.caffe.CaffeGraph;
import org.warpath.nn.caffe.CaffeInput;
import org.warpath.nn.caffe.CaffeNet;
import org.warpath.nn.caffe.CaffeTransform;
import org.warpath.nn.caffe.CaffeWeights;
import org.warpath.nn.caffe.NetState;
import org.warpath.nn.caffe.Phase;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A definition of Caffe's, as it answers: without labels, and with probabilities in place of a
 * loss.
 *
 * @param net the definition in phase TEST, {@linkplain CaffeNet#answering answering}
 * @param weights a file {@code .caffemodel} or {@code .safetensors}; null if there are none
 * @param mean the mean image that the definition subtracts; null if there is none
 */
public record CaffeFile(CaffeNet net, @Nullable Path weights, @Nullable Tensor mean)
    implements ModelFile {

  /** The definition in a file, without a mean image. */
  static CaffeFile read(Path file, @Nullable Path weights) throws IOException {
    return of(CaffeNet.read(file, NetState.of(Phase.TEST)), weights, null);
  }

  /** A definition that was read for phase TEST. */
  public static CaffeFile of(CaffeNet net, @Nullable Path weights, @Nullable Tensor mean) {
    return new CaffeFile(net.answering(), weights, mean);
  }

  @Override
  public List<ModelInput> inputs() {
    List<ModelInput> inputs = new ArrayList<>();
    for (CaffeInput input : net.inputs()) {
      for (String top : input.tops()) {
        Shape shape = input.shapes().get(top);
        inputs.add(shape == null ? new ModelInput(top, null) : ModelInput.ofBatches(top, shape));
      }
    }
    return inputs;
  }

  @Override
  public Network network(Map<String, Shape> shapes) throws IOException {
    return net.graph(shapes).network();
  }

  @Override
  public Predictor predictor(Map<String, Shape> shapes) throws IOException {
    if (weights == null) {
      throw new IllegalArgumentException(
          "the model has no weights: expected a .caffemodel or .safetensors file with it, or that it"
              + " is trained");
    }
    CaffeGraph graph = net.graph(shapes);
    Weights initial = Weights.initial(graph.network(), graph.inputShapes(), ElementType.FLOAT32, 0);
    return new Predictor(
        graph.network(),
        CaffeWeights.read(weights, graph, initial, true),
        graph.inputShapes(),
        Mode.INFERENCE,
        ElementType.FLOAT32);
  }

  /** (pixel − mean) · scale of bytes from 0 to 255, as the data layer says. */
  @Override
  public PictureScaling pictures() {
    CaffeTransform transform =
        net.inputs().isEmpty() ? CaffeTransform.NONE : net.inputs().getFirst().transform();
    if (!transform.meanFile().isEmpty()) {
      if (mean == null) {
        throw new IllegalArgumentException(
            "the model subtracts a mean image, %s, which is not there: expected it as a .binaryproto"
                .formatted(transform.meanFile()));
      }
      return PictureScaling.ofBytes(mean, transform.scale());
    }
    return PictureScaling.ofBytes(transform.meanValues(), transform.scale());
  }
}
