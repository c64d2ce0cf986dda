package org.warpath.nn.embedding;

import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.Tensor;

/** {@link Embedding} row by row. */
final class CpuEmbedding implements Step {
  private final Binding<Tensor> binding;
  private final CpuRows rows;

  CpuEmbedding(Embedding embedding, Binding<Tensor> binding, int threads) {
    this.binding = binding;
    Tensor indices = binding.input();
    rows =
        new CpuRows(
            embedding.rows(indices.shape()), indices, 0, binding.name() + ": index", threads);
  }

  @Override
  public void forward(Mode mode) {
    rows.take(binding.parameters().getFirst(), binding.output());
  }

  @Override
  public void backward() {
    rows.addBack(binding.outputGradient(), binding.parameterGradient(0));
  }
}
