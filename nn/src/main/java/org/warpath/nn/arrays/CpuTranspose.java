package org.warpath.nn.arrays;

import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.elements.Elementwise;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * {@link Transpose}: by blocks where it is, at last, several matrices turned, as from N×C×H×W to
 * N×H×W×C; else element by element.
 */
final class CpuTranspose implements Step {
  private final Binding<Tensor> binding;
  private final int threads;
  private final Turn forward;
  private final Turn backward;

  CpuTranspose(Transpose transpose, Binding<Tensor> binding, int threads) {
    this.binding = binding;
    this.threads = threads;
    Shape from = binding.input().shape();
    int[] order = transpose.order(from.rank());
    forward = Turn.of(from, order);
    backward = Turn.of(binding.output().shape(), Turn.inverse(order));
  }

  @Override
  public void forward(Mode mode) {
    turn(forward, binding.input(), binding.output());
  }

  @Override
  public void backward() {
    Tensor dx = binding.inputGradient();
    if (dx != null) {
      turn(backward, binding.outputGradient(), dx);
    }
  }

  private void turn(Turn turn, Tensor from, Tensor to) {
    if (turn.isOfMatrices()) {
      turnMatrices(turn, from, to);
      return;
    }
    Nest nest = turn.nest();
    nest.forEach(
        threads,
        1,
        (buffers, place, starts, count) -> {
          Strided.load(from, starts[0], nest.step(0), buffers[0], count);
          Blocks.store(buffers[0], to, place, count);
        });
  }

  private void turnMatrices(Turn turn, Tensor from, Tensor to) {
    Shape matrix = Shape.of(Math.multiplyExact(turn.rows(), turn.columns()));
    for (int i = 0; i < turn.matrices(); i++) {
      Matrix a = from.slice(i * matrix.count(), matrix).matrix(turn.columns(), turn.rows());
      Matrix b = to.slice(i * matrix.count(), matrix).matrix(turn.rows(), turn.columns());
      Elementwise.copy(a.transposed(), b, Engine.cpu(threads));
    }
  }
}
