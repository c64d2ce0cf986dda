package org.warpath.nn.recurrent;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.nn.dense.ParallelGemm;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link CellMath} on the processor: products by the BLAS library, cells by the line. */
final class CpuCells implements CellMath<Tensor> {
  // Cells of a task: some 40 µs of work.
  private static final int GRAIN = 4096;
  private static final int PEEPHOLES = 3;
  private static final Engine ONE_THREAD = Engine.cpu(1);

  private final Extent extent;
  private final @Nullable Tensor lengths;
  private final ParallelGemm gemm;
  private final int threads;

  CpuCells(Extent extent, @Nullable Tensor lengths, int threads) {
    this.extent = extent;
    this.lengths = lengths;
    this.threads = threads;
    gemm = new ParallelGemm(threads);
  }

  @Override
  public Tensor slice(Tensor tensor, long from, int count) {
    return tensor.slice(from, Shape.of(count));
  }

  @Override
  public void product(Part<Tensor> a, Part<Tensor> b, double beta, Part<Tensor> c) {
    if (a.rows() == 1) {
      // A product of matrices would first copy all of b.
      Blas.gemv(1, matrix(b).transposed(), row(a), beta, row(c), ONE_THREAD);
      return;
    }
    gemm.multiply(1, matrix(a), matrix(b), beta, matrix(c));
  }

  private static Vector row(Part<Tensor> part) {
    Tensor tensor = part.tensor();
    return new Vector(tensor.type(), tensor.memory(), part.columns(), part.columnStride());
  }

  private static Matrix matrix(Part<Tensor> part) {
    Tensor tensor = part.tensor();
    return new Matrix(
        tensor.type(),
        tensor.memory(),
        part.rows(),
        part.columns(),
        part.rowStride(),
        part.columnStride());
  }

  @Override
  public void fill(Tensor tensor, double value) {
    tensor.fill(value);
  }

  @Override
  public void copy(Tensor from, Tensor to) {
    to.copyFrom(from);
  }

  /** What one thread does for one sequence. */
  private interface Line {
    void at(int n);
  }

  /** A thread's lines: made once for several sequences. */
  private interface Work {
    Line with(Lines lines, Squash squash);
  }

  private void forEach(Tensor like, Work work) {
    long cells = (long) extent.batch() * extent.units();
    // As many tasks for each thread: a step is as slow as its slowest.
    long tasks = Math.ceilDiv(Math.ceilDiv(cells, GRAIN), threads) * threads;
    long grain = Math.max(1, Math.ceilDiv(extent.batch(), tasks));
    boolean isExact = like.type() == ElementType.FLOAT64;
    Parallel.forEachRange(
        threads,
        extent.batch(),
        grain,
        (from, to) -> {
          Line line = work.with(new Lines(extent.units()), new Squash(isExact));
          for (long n = from; n < to; n++) {
            line.at((int) n);
          }
        });
  }

  private boolean isBeyond(int t, int n) {
    return lengths != null && t >= lengths.get(n);
  }

  @Override
  public void rnn(boolean isRelu, Forward<Tensor> step) {
    forEach(
        step.gates(),
        (lines, squash) -> {
          RnnLines cell = new RnnLines(isRelu, extent, lines, squash, step.bias());
          return n -> cell.forward(step, n, isBeyond(step.t(), n));
        });
  }

  @Override
  public void rnnBack(boolean isRelu, Backward<Tensor> step) {
    forEach(
        step.gates(),
        (lines, squash) -> {
          RnnLines cell = new RnnLines(isRelu, extent, lines, squash, null);
          return n -> cell.backward(step, n, isBeyond(step.t(), n));
        });
  }

  @Override
  public void lstm(
      Forward<Tensor> step, @Nullable Tensor peepholes, Tensor cellBefore, Tensor cellAfter) {
    forEach(
        step.gates(),
        (lines, squash) -> {
          LstmLines cell = new LstmLines(extent, lines, squash, step.bias(), peepholes);
          return n -> cell.forward(step, cellBefore, cellAfter, n, isBeyond(step.t(), n));
        });
  }

  @Override
  public void lstmBack(
      Backward<Tensor> step,
      @Nullable Tensor peepholes,
      Tensor cellBefore,
      Tensor cellAfter,
      Tensor cellGradient) {
    forEach(
        step.gates(),
        (lines, squash) -> {
          LstmLines cell = new LstmLines(extent, lines, squash, null, peepholes);
          return n ->
              cell.backward(step, cellBefore, cellAfter, cellGradient, n, isBeyond(step.t(), n));
        });
  }

  @Override
  public void peepholeSums(
      Tensor gateGradients, Tensor before, Tensor after, Tensor peepholeGradients) {
    int units = extent.units();
    Parallel.forEach(
        threads,
        PEEPHOLES,
        gate -> {
          Lines lines = new Lines(units);
          double[] sum = lines.load(peepholeGradients, (long) gate * units);
          double[] gradient = lines.make();
          double[] cell = lines.make();
          for (long row = 0; row < extent.examples(); row++) {
            lines.load(gateGradients, row * extent.rows() + (long) gate * units, gradient);
            lines.load(gate == 1 ? after : before, row * units, cell);
            for (int i = 0; i < units; i++) {
              sum[i] += gradient[i] * cell[i];
            }
          }
          lines.store(sum, peepholeGradients, (long) gate * units);
        });
  }

  @Override
  public void gruGates(boolean isLinear, Forward<Tensor> step, Tensor extra) {
    forEach(
        step.gates(),
        (lines, squash) -> {
          GruLines cell = new GruLines(isLinear, extent, lines, squash, step.bias());
          return n -> cell.gates(step, extra, n);
        });
  }

  @Override
  public void gruState(boolean isLinear, Forward<Tensor> step) {
    forEach(
        step.gates(),
        (lines, squash) -> {
          GruLines cell = new GruLines(isLinear, extent, lines, squash, step.bias());
          return n -> cell.state(step, n, isBeyond(step.t(), n));
        });
  }

  @Override
  public void gruStateBack(Backward<Tensor> step) {
    forEach(
        step.gates(),
        (lines, squash) -> {
          GruLines cell = new GruLines(false, extent, lines, squash, null);
          return n -> cell.stateBack(step, n, isBeyond(step.t(), n));
        });
  }

  @Override
  public void gruGatesBack(
      boolean isLinear, Backward<Tensor> step, Tensor extra, Tensor extraGradient) {
    forEach(
        step.gates(),
        (lines, squash) -> {
          GruLines cell = new GruLines(isLinear, extent, lines, squash, null);
          return n -> cell.gatesBack(step, extra, extraGradient, n);
        });
  }
}
