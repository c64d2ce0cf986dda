package org.warpath.nn.arrays;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link Reshaping} by copies of memory. */
final class CpuReshaping implements Step {
  private static final long GRAIN_BYTES = 1 << 18;

  private final Binding<Tensor> binding;
  private final int threads;

  CpuReshaping(Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
  }

  @Override
  public void forward(Mode mode) {
    copy(binding.input(), binding.output(), threads);
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx != null) {
      copy(binding.outputGradient(), dx, threads);
    }
  }

  /** to ← from, which has as many bytes. */
  static void copy(Tensor from, Tensor to, int threads) {
    Parallel.forEachRange(
        threads,
        from.byteSize(),
        GRAIN_BYTES,
        (start, end) -> MemorySegment.copy(from.memory(), start, to.memory(), start, end - start));
  }
}
