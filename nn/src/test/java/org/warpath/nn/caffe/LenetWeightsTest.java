package org.warpath.nn.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.SharedData;
import org.warpath.linalg.ElementType;
import org.warpath.nn.data.Batches;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.data.Preparation;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Weights that Caffe trained, on MNIST's test images. */
class LenetWeightsTest {
  private static final int BATCH = 100;

  @Test
  void scoreAsTheyDoInCaffe() throws IOException {
    Path file = SharedData.file("nn/lenet-caffe/lenet_iter_10000.caffemodel");
    ImageFolder folder = new ImageFolder(SharedData.file("nn/mnist"));
    CaffeNet net = Definitions.net("lenet", Phase.TEST);
    Map<String, Shape> shapes =
        Map.of("data", Shape.of(BATCH, 1, 28, 28), "label", Shape.of(BATCH));
    CaffeGraph graph = net.graph(shapes);
    CaffeModel model = CaffeModel.read(file);
    assertThat(CaffeWeights.missing(model, graph)).isEmpty();
    Weights initial = Weights.initial(graph.network(), shapes, ElementType.FLOAT32, 1);
    Weights weights = CaffeWeights.of(model, graph, initial);
    Batches batches =
        new Batches(
            folder.read(ImageFolder.Part.TEST),
            Preparation.scaled(net.inputs().getFirst().transform().scale()),
            BATCH,
            false,
            0);
    double right = 0;
    double loss = 0;
    try (Session session = Session.open(graph.network(), weights, shapes, Engine.cpu())) {
      Tensor data = Tensor.zeros(ElementType.FLOAT32, batches.shape());
      Tensor labels = Tensor.zeros(ElementType.FLOAT32, Shape.of(BATCH));
      for (int i = 0; i < 10_000 / BATCH; i++) {
        batches.read(i, data, labels);
        session.write("data", data);
        session.write("label", labels);
        session.forward(Mode.INFERENCE);
        right += Math.round(session.read("accuracy").get(0) * BATCH);
        loss += session.read("loss").get(0) * BATCH / 10_000;
      }
    }
    assertThat(right).isEqualTo(9905);
    assertThat(loss).isCloseTo(0.02976, within(0.000005));
  }
}
