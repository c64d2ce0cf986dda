package org.warpath.nn.arrays;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/** One {@link Selection} on a device, a thread an element. */
final class DeviceSelection {
  private final Selection selection;
  private final Stripes from;
  private final Stripes to;
  private final Kernels kernels;
  private final DeviceBuffer chosen;
  private final DeviceBuffer offsets;
  private final DeviceBuffer places;

  DeviceSelection(Selection selection, Shape input, DeviceScope scope, String what) {
    this.selection = selection;
    from = Stripes.of(input, selection.axis());
    to = from.withLength(selection.chosen().length);
    kernels = new Kernels(scope, "nn_selection");
    chosen = uploaded(selection.chosen(), scope, what);
    offsets = uploaded(selection.offsets(from.length()), scope, what);
    places = uploaded(selection.places(from.length()), scope, what);
  }

  // One element at least, as a buffer of none has no address.
  private static DeviceBuffer uploaded(int[] values, DeviceScope scope, String what) {
    int[] some = values.length == 0 ? new int[1] : values;
    return scope.uploaded(MemorySegment.ofArray(some), what + ": selection");
  }

  void forward(DeviceTensor x, DeviceTensor y) {
    kernels.threadEach(
        "selection_take",
        y.shape().count(),
        y.type().kernelCode(),
        from.outer(),
        (long) from.length(),
        from.inner(),
        (long) to.length(),
        chosen,
        selection.value(),
        x.memory(),
        y.memory());
  }

  /** dx ← for each element the sum of dy over the places where it stands, in their order. */
  void backward(DeviceTensor dy, DeviceTensor dx) {
    kernels.threadEach(
        "selection_give",
        dx.shape().count(),
        dx.type().kernelCode(),
        from.outer(),
        (long) from.length(),
        from.inner(),
        (long) to.length(),
        offsets,
        places,
        dy.memory(),
        dx.memory());
  }
}
