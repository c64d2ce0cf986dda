package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.ElementType;
import org.warpath.nn.data.Batches;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;

/** What {@code caffe test} does: the means of a network's losses and accuracies over batches. */
public final class CaffeTest {
  private CaffeTest() {}

  /**
   * Tests weights.
   *
   * @param model a definition with a layer of data in phase TEST
   * @param weights a file {@code .caffemodel} or {@code .safetensors} with all layers
   * @param images the part to test with is used
   * @param iterations batches, at least 1
   * @return the mean of each output with one element, in the definition's order
   * @throws IOException if a file is not what it should be, or cannot be read
   * @throws IllegalArgumentException if the network has no such outputs
   */
  public static Map<String, Double> run(
      Path model,
      Path weights,
      ImageFolder images,
      int iterations,
      Engine engine,
      RunControl control)
      throws IOException {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1, was " + iterations);
    }
    CaffeNet net = CaffeNet.read(model, NetState.of(Phase.TEST));
    NamedFiles files = NamedFiles.near(model.toAbsolutePath().getParent());
    String mean = CaffeData.input(net).transform().meanFile();
    Batches batches =
        new CaffeData(images).batches(net, 1, 0, mean.isEmpty() ? null : files.find(mean));
    CaffeGraph graph = net.graph(batches.shapes());
    List<String> values = CaffeTraining.numbers(graph);
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          model + " has no output with one element, such as an accuracy or a loss");
    }
    Weights initial = Weights.initial(graph.network(), graph.inputShapes(), ElementType.FLOAT32, 0);
    Weights loaded = CaffeWeights.read(weights, graph, initial, true);
    Map<String, Double> means = new LinkedHashMap<>();
    try (Session session = Session.open(graph.network(), loaded, graph.inputShapes(), engine)) {
      for (int i = 0; i < iterations; i++) {
        batches.batch(i).forEach(session::write);
        session.forward(Mode.INFERENCE);
        for (String value : values) {
          means.merge(value, session.read(value).get(0) / iterations, Double::sum);
        }
        control.iteration("test", i + 1, iterations, Double.NaN);
      }
    }
    return means;
  }
}
