package org.warpath.nn.arrays;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link Arithmetic} in float64, rounded once an operation. */
final class CpuArithmetic implements Step {
  private final Operation operation;
  private final Binding<Tensor> binding;
  private final int threads;
  private final Shape shape;
  private final @Nullable Tensor scratch;

  CpuArithmetic(Operation operation, Binding<Tensor> binding, int threads) {
    this.operation = operation;
    this.binding = binding;
    this.threads = threads;
    shape = binding.output().shape();
    scratch = needsScratch(binding) ? binding.shared(shape, "gradient") : null;
  }

  /** Whether a gradient must be summed over what was repeated. */
  static boolean needsScratch(Binding<?> binding) {
    long count = binding.output().shape().count();
    return binding.isTrained()
        && binding.inputs().stream().anyMatch(input -> input.shape().count() != count);
  }

  @Override
  public void forward(Mode mode) {
    Tensor first = binding.input();
    if (binding.inputs().size() == 1) {
      binding.output().copyFrom(first);
      return;
    }
    combine(first, binding.inputs().get(1));
    for (Tensor other : binding.inputs().subList(2, binding.inputs().size())) {
      combine(binding.output(), other);
    }
  }

  private void combine(Tensor x, Tensor y) {
    long count = shape.count();
    boolean isPlain = x.shape().count() == count && y.shape().count() == count;
    if (isPlain && binding.type() == ElementType.FLOAT32) {
      combineAsTheyLie(x, y);
    } else {
      combineRepeated(x, y);
    }
  }

  private void combineAsTheyLie(Tensor x, Tensor y) {
    Blocks.forEach(
        threads,
        shape.count(),
        () -> new float[2][Blocks.SIZE],
        (blocks, from, count) -> {
          Blocks.load(x, from, blocks[0], count);
          Blocks.load(y, from, blocks[1], count);
          operation.apply(blocks[0], blocks[1], count);
          Blocks.store(blocks[0], binding.output(), from, count);
        });
  }

  private void combineRepeated(Tensor x, Tensor y) {
    Nest nest = Nest.of(shape, Nest.repeated(x.shape(), shape), Nest.repeated(y.shape(), shape));
    nest.forEach(
        threads,
        2,
        (buffers, place, starts, count) -> {
          Strided.load(x, starts[0], nest.step(0), buffers[0], count);
          Strided.load(y, starts[1], nest.step(1), buffers[1], count);
          operation.apply(buffers[0], buffers[1], count);
          Blocks.store(buffers[0], binding.output(), place, count);
        });
  }

  @Override
  public void backward() {
    for (int i = 0; i < binding.inputs().size(); i++) {
      Tensor gradient = binding.inputGradients().get(i);
      if (gradient != null) {
        backward(i, gradient);
      }
    }
  }

  private void backward(int number, Tensor gradient) {
    boolean isRepeated = gradient.shape().count() != shape.count();
    Term term = operation.term(number);
    Tensor whole = binding.outputGradient();
    if (term != Term.GRADIENT) {
      whole = isRepeated ? Objects.requireNonNull(scratch, "scratch") : gradient.reshape(shape);
      Operands<Tensor> operands = Operands.of(operation, binding, number);
      write(term, operands.p(), operands.q(), whole);
    } else if (!isRepeated) {
      CpuReshaping.copy(whole, gradient, threads);
    }
    if (isRepeated) {
      new CpuSum(Fold.over(gradient.shape(), shape), threads).apply(whole, 1, gradient);
    }
  }

  private void write(Term term, @Nullable Tensor p, @Nullable Tensor q, Tensor whole) {
    Tensor d = binding.outputGradient();
    Tensor left = p == null ? d : p;
    Tensor right = q == null ? d : q;
    Nest nest =
        Nest.of(shape, Nest.repeated(left.shape(), shape), Nest.repeated(right.shape(), shape));
    nest.forEach(
        threads,
        3,
        (buffers, place, starts, count) -> {
          Blocks.load(d, place, buffers[0], count);
          Strided.load(left, starts[0], nest.step(0), buffers[1], count);
          Strided.load(right, starts[1], nest.step(1), buffers[2], count);
          term.apply(buffers[0], buffers[1], buffers[2], count);
          Blocks.store(buffers[0], whole, place, count);
        });
  }
}
