package org.warpath.nn.spatial;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link GridSample}: a task takes some channels of one example and goes through all places with
 * them. The grid's gradient is summed over the tasks afterwards, in their order.
 */
final class CpuGridSample implements Step {
  /** Elements that a task takes at most, if there is more than one channel. */
  private static final int ELEMENTS = 1 << 18;

  private static final int LEAST_TASKS = 16;

  private final Binding<Tensor> binding;
  private final GridSample layer;
  private final int threads;
  private final int examples;
  private final int channels;
  private final int gridNumbers;
  private final int groups;
  private final int groupSize;
  // Their arrays are too large to be made anew in each pass; there are as many as threads.
  private final Queue<ChannelGroup> idle = new ConcurrentLinkedQueue<>();

  CpuGridSample(Binding<Tensor> binding, GridSample layer, int threads) {
    this.binding = binding;
    this.layer = layer;
    this.threads = threads;
    Shape input = binding.input().shape();
    examples = input.size(0);
    channels = input.size(1);
    Shape grid = binding.inputs().get(1).shape();
    gridNumbers = Math.toIntExact(grid.count(1, grid.rank()));
    long length = Math.max(1, input.count(2, input.rank()));
    long most = Math.max(1, ELEMENTS / length);
    long least = Math.ceilDiv(LEAST_TASKS, Math.max(1, examples));
    groupSize = (int) Math.clamp(channels / least, 1, most);
    groups = Math.ceilDiv(channels, groupSize);
  }

  /** What is done with a task's channels. */
  @FunctionalInterface
  private interface Body {
    void accept(ChannelGroup group, int task);
  }

  private void forEachGroup(Body body) {
    Parallel.forEach(
        threads,
        examples * groups,
        task -> {
          ChannelGroup group = idle.poll();
          if (group == null) {
            group = new ChannelGroup(layer, binding, groupSize);
          }
          int first = task % groups * groupSize;
          group.choose(task / groups, first, Math.min(groupSize, channels - first));
          body.accept(group, task);
          idle.add(group);
        });
  }

  @Override
  public void forward(Mode mode) {
    forEachGroup((group, _) -> group.forward());
  }

  @Override
  public void backward() {
    Tensor inputGradient = binding.inputGradient();
    Tensor gridGradient = binding.inputGradients().get(1);
    if (gridGradient == null) {
      if (inputGradient != null) {
        forEachGroup((group, _) -> group.backward(inputGradient, null));
      }
      return;
    }
    double[][] parts = new double[examples * groups][gridNumbers];
    forEachGroup((group, task) -> group.backward(inputGradient, parts[task]));
    Parallel.forEach(threads, examples, example -> sum(parts, example, gridGradient));
  }

  private void sum(double[][] parts, int example, Tensor gridGradient) {
    double[] sum = parts[example * groups];
    for (int group = 1; group < groups; group++) {
      add(parts[example * groups + group], sum);
    }
    gridGradient.store((long) example * gridNumbers, sum, 0, gridNumbers);
  }

  private static void add(double[] part, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += part[i];
    }
  }
}
