package org.warpath.nn.spatial;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Step;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** {@link GridSample} on a device: nn_grid_sample.cu and nn_grid_sample_scatter.cu. */
final class CudaGridSample implements Step {
  private final Binding<DeviceTensor> binding;
  private final DeviceScope scope;
  private final Kernels kernels;
  private final Kernels scattering;
  private final int type;
  private final DeviceBuffer how;
  private final DeviceBuffer exponent;
  private final DeviceBuffer sums;
  private final long places;
  private final int partBits;

  CudaGridSample(Binding<DeviceTensor> binding, GridSample layer, DeviceScope scope) {
    this.binding = binding;
    this.scope = scope;
    kernels = new Kernels(scope, "nn_grid_sample").in(binding.type());
    scattering = new Kernels(scope, "nn_grid_sample_scatter").in(binding.type());
    type = binding.type().kernelCode();
    Shape input = binding.input().shape();
    Shape output = binding.output().shape();
    places = output.count(2, output.rank());
    how = scope.uploaded(numbers(layer, input, places), binding.name() + ": sampling");
    exponent = scope.ints(1, binding.name() + ": exponent");
    long elements = binding.inputGradient() == null ? 1 : Math.max(1, input.count());
    sums = scope.longs(elements, binding.name() + ": sums of gradients");
    // Taps of one place may meet in an element; their weights add up to less than 4.
    partBits = Long.SIZE - Long.numberOfLeadingZeros(4 * places);
  }

  // As struct Sampling of sampling.cuh.
  private static MemorySegment numbers(GridSample layer, Shape input, long places) {
    int rank = input.rank() - 2;
    int[] numbers = {
      rank,
      code(layer.interpolation()),
      code(layer.padding()),
      layer.alignsCorners() ? 1 : 0,
      rank == 2 ? 1 : input.size(2),
      input.size(-2),
      input.size(-1),
      input.size(1),
      (int) places,
      (int) (places >>> Integer.SIZE)
    };
    return MemorySegment.ofArray(numbers);
  }

  private static int code(Interpolation interpolation) {
    return switch (interpolation) {
      case NEAREST -> 0;
      case LINEAR -> 1;
      case CUBIC -> 2;
    };
  }

  private static int code(Padding padding) {
    return switch (padding) {
      case ZEROS -> 0;
      case BORDER -> 1;
      case REFLECTION -> 2;
    };
  }

  private DeviceBuffer grid() {
    return binding.inputs().get(1).memory();
  }

  @Override
  public void forward(Mode mode) {
    long items = binding.output().shape().count();
    kernels.threadEach(
        "nn_grid_sample",
        items,
        type,
        items,
        how,
        binding.input().memory(),
        grid(),
        binding.output().memory());
  }

  @Override
  public void backward() {
    DeviceTensor inputGradient = binding.inputGradient();
    if (inputGradient != null) {
      scatter(inputGradient);
    }
    DeviceTensor gridGradient = binding.inputGradients().get(1);
    if (gridGradient != null) {
      long items = binding.input().shape().size(0) * places;
      kernels.threadEach(
          "nn_grid_sample_follow",
          items,
          type,
          items,
          how,
          binding.input().memory(),
          grid(),
          binding.outputGradient().memory(),
          gridGradient.memory());
    }
  }

  private void scatter(DeviceTensor inputGradient) {
    DeviceBuffer dy = binding.outputGradient().memory();
    long items = binding.output().shape().count();
    long elements = inputGradient.shape().count();
    scope.zero(exponent);
    scope.zero(sums);
    scattering.threadEach("nn_grid_sample_measure", items, type, items, dy, exponent);
    scattering.threadEach(
        "nn_grid_sample_scatter", items, type, items, how, partBits, exponent, grid(), dy, sums);
    scattering.threadEach(
        "nn_grid_sample_collect",
        elements,
        type,
        elements,
        partBits,
        exponent,
        sums,
        inputGradient.memory());
  }
}
