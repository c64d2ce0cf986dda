package org.warpath.nn.convolution;

import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** db[m] ← db[m] + the sum of channel m's output gradients; a channel is one task's. */
final class CpuBiasGradient implements Runnable {
  private static final int LONGEST = 4_096;

  private final Binding<Tensor> binding;
  private final int threads;
  private final Rows rows;
  private final Tensor ones;

  private CpuBiasGradient(Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
    rows = new Rows(binding.type());
    ones = binding.own(Shape.of(Math.min(places(), LONGEST)), "ones");
    ones.fill(1);
  }

  /** What adds the gradient; nothing if the layer has no bias or does not learn. */
  static Runnable of(Binding<Tensor> binding, int threads) {
    return binding.isTrained() && binding.parameters().size() == 2
        ? new CpuBiasGradient(binding, threads)
        : () -> {};
  }

  private int places() {
    Shape shape = binding.output().shape();
    return Math.toIntExact(shape.count(2, shape.rank()));
  }

  @Override
  public void run() {
    Tensor dy = binding.outputGradient();
    Tensor db = binding.parameterGradient(1);
    int batch = dy.shape().size(0);
    int channels = dy.shape().size(1);
    int places = places();
    Parallel.forEach(
        threads,
        channels,
        channel -> {
          double sum = 0;
          for (int n = 0; n < batch; n++) {
            long plane = ((long) n * channels + channel) * places;
            for (int done = 0; done < places; done += LONGEST) {
              int count = Math.min(LONGEST, places - done);
              sum += rows.dot(count, dy.memory(), plane + done, 1, ones.memory(), 0);
            }
          }
          db.set(channel, db.get(channel) + sum);
        });
  }
}
