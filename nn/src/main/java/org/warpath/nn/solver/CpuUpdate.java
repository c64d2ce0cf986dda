package org.warpath.nn.solver;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link UpdateStep} on the processor, in pieces that are copied into arrays, over which loops are
 * vectorised as they are not over memory segments that might overlap.
 */
public final class CpuUpdate implements UpdateStep {
  private static final int PIECE = 2048;
  private static final int GRAIN = 16 * PIECE;

  private final Update<Tensor> update;
  private final UpdateRule.Form form;
  private final int threads;
  private final long count;

  /** An update by a rule of this form. */
  public CpuUpdate(Update<Tensor> update, UpdateRule.Form form, int threads) {
    this.update = update;
    this.form = form;
    this.threads = threads;
    count = update.weight().shape().count();
  }

  @Override
  public double gradientSquares() {
    Tensor gradient = update.gradient();
    return Parallel.sum(
        threads,
        Parallel.tasks(count, GRAIN),
        task -> {
          double sum = 0;
          long end = Math.min(count, (task + 1L) * GRAIN);
          for (long i = (long) task * GRAIN; i < end; i++) {
            double g = gradient.get(i);
            sum += g * g;
          }
          return sum;
        });
  }

  @Override
  public void apply(GradientFactors gradient, UpdateRule.Factors factors) {
    boolean wide = update.weight().type() == ElementType.FLOAT64;
    Parallel.forEachRange(
        threads,
        count,
        GRAIN,
        (from, to) -> {
          if (wide) {
            wide(new Float64Update(form, gradient, factors), from, to);
          } else {
            narrow(new Float32Update(form, gradient, factors), from, to);
          }
        });
  }

  private void narrow(Float32Update loops, long from, long to) {
    float[][] parts = new float[2 + update.state().size()][PIECE];
    for (long start = from; start < to; start += PIECE) {
      int n = (int) Math.min(PIECE, to - start);
      for (int part = 0; part < parts.length; part++) {
        MemorySegment.copy(memory(part), JAVA_FLOAT, start * Float.BYTES, parts[part], 0, n);
      }
      loops.apply(parts[0], parts[1], parts[2], parts[parts.length - 1], n);
      for (int part = 0; part < parts.length; part++) {
        if (part != 1) {
          MemorySegment.copy(parts[part], 0, memory(part), JAVA_FLOAT, start * Float.BYTES, n);
        }
      }
    }
  }

  private void wide(Float64Update loops, long from, long to) {
    double[][] parts = new double[2 + update.state().size()][PIECE];
    for (long start = from; start < to; start += PIECE) {
      int n = (int) Math.min(PIECE, to - start);
      for (int part = 0; part < parts.length; part++) {
        MemorySegment.copy(memory(part), JAVA_DOUBLE, start * Double.BYTES, parts[part], 0, n);
      }
      loops.apply(parts[0], parts[1], parts[2], parts[parts.length - 1], n);
      for (int part = 0; part < parts.length; part++) {
        if (part != 1) {
          MemorySegment.copy(parts[part], 0, memory(part), JAVA_DOUBLE, start * Double.BYTES, n);
        }
      }
    }
  }

  // 0 is the weight, 1 its gradient, then comes the state.
  private MemorySegment memory(int part) {
    return switch (part) {
      case 0 -> update.weight().memory();
      case 1 -> update.gradient().memory();
      default -> update.state().get(part - 2).memory();
    };
  }
}
