package org.warpath.nn.caffe;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.data.Batches;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.training.TestPlan;
import org.warpath.nn.training.TrainingPlan;

/**
 * A solver's definition with images, ready for a {@link org.warpath.nn.training.Trainer}.
 *
 * <p>Several passes an update ({@code iter_size}) are one with as many times the examples: the same
 * gradients, but for layers that look at a whole batch, with which they are refused.
 *
 * @param graph the network that is trained
 * @param plan what is done
 */
public record CaffeTraining(CaffeGraph graph, TrainingPlan plan) {

  /**
   * What {@code solver} says.
   *
   * @throws IOException if a definition or a mean image is not what it should be
   * @throws IllegalArgumentException if the network has no loss, or not one layer of data
   */
  public static CaffeTraining of(CaffeSolver solver, ImageFolder images) throws IOException {
    CaffeData data = new CaffeData(images);
    Batches batches = batches(solver, solver.net(), data, solver.passes());
    CaffeGraph graph = solver.net().graph(batches.shapes());
    String loss = graph.loss();
    if (loss == null) {
      throw new IllegalArgumentException(
          "network %s: there is no loss to learn from".formatted(solver.net().name()));
    }
    if (solver.passes() > 1 && hasStatistics(graph)) {
      throw new IllegalArgumentException("iter_size is not supported with BatchNorm");
    }
    TrainingPlan plan =
        TrainingPlan.of(graph.network(), loss, solver.rules(), batches, solver.seed());
    TestPlan test = test(solver, data);
    return new CaffeTraining(graph, test == null ? plan : plan.testedBy(test));
  }

  private static boolean hasStatistics(CaffeGraph graph) {
    return graph.blobs().stream().anyMatch(blobs -> blobs.form() == CaffeGraph.Form.STATISTICS);
  }

  private static Batches batches(CaffeSolver solver, CaffeNet net, CaffeData data, int passes)
      throws IOException {
    String mean = CaffeData.input(net).transform().meanFile();
    return data.batches(
        net, passes, solver.seed(), mean.isEmpty() ? null : solver.files().find(mean));
  }

  private static @Nullable TestPlan test(CaffeSolver solver, CaffeData data) throws IOException {
    CaffeNet net = solver.testNet();
    if (net == null) {
      return null;
    }
    Batches batches = batches(solver, net, data, 1);
    CaffeGraph graph = net.graph(batches.shapes());
    return new TestPlan(
        graph.network(), numbers(graph), batches, solver.testIterations(), solver.testInterval());
  }

  /** The outputs that are single numbers, such as a loss and an accuracy. */
  static List<String> numbers(CaffeGraph graph) {
    Map<String, Shape> shapes = graph.network().shapes(graph.inputShapes());
    return graph.outputs().stream().filter(output -> shapes.get(output).count() == 1).toList();
  }
}
