package org.warpath.nn.normalization;

import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;

/** {@link BatchNormalization} on a device. */
final class CudaBatchNormalization implements Step {
  private final Binding<DeviceTensor> binding;
  private final BatchNormalization layer;
  private final DeviceScope scope;
  private final CudaChannels channels;

  CudaBatchNormalization(
      Binding<DeviceTensor> binding, BatchNormalization layer, DeviceScope scope) {
    this.binding = binding;
    this.layer = layer;
    this.scope = scope;
    channels = new CudaChannels(binding, layer.hasScale(), layer.hasScale(), scope);
  }

  private DeviceTensor statistic(int index) {
    return binding.parameters().get(binding.parameters().size() - 2 + index);
  }

  @Override
  public void forward(Mode mode) {
    if (layer.source().isBatch(mode)) {
      channels.measure(layer.epsilon(), layer.kept(mode), statistic(0), statistic(1));
    } else {
      channels.recall(layer.epsilon(), statistic(0), statistic(1));
    }
    for (int output = 1; output < binding.outputs().size(); output++) {
      scope.copy(statistic(output - 1).memory(), binding.outputs().get(output).memory());
    }
    channels.normalise();
  }

  @Override
  public void backward() {
    boolean isFixed = !layer.source().isBatch(Mode.TRAINING);
    channels.backward(isFixed, 1 - layer.kept(Mode.TRAINING));
  }
}
