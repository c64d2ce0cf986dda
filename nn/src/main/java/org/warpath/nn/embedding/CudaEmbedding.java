package org.warpath.nn.embedding;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link Embedding}, a thread an element. */
final class CudaEmbedding implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceRows rows;

  CudaEmbedding(Embedding embedding, Binding<DeviceTensor> binding, DeviceScope scope) {
    this.binding = binding;
    DeviceTensor indices = binding.input();
    rows =
        new DeviceRows(
            embedding.rows(indices.shape()), indices, 0, binding.name() + ": index", scope);
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
