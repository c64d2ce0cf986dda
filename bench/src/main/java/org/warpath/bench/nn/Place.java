package org.warpath.bench.nn;

import java.lang.foreign.Arena;
import java.util.function.Function;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Workspace;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import org.warpath.nn.tensor.TensorView;

/** Where the tensors of one timed layer lie; what layers share in a network it has for itself. */
sealed interface Place<T extends TensorView<T>> extends Workspace<T> {

  /** What {@code make} makes on the host. */
  T made(Function<Arena, Tensor> make);

  /** Zeros of float32. */
  default T zeros(Shape shape) {
    return own(ElementType.FLOAT32, shape, "a timed layer");
  }

  @Override
  default T shared(ElementType type, Shape shape, String what) {
    return own(type, shape, what);
  }

  /** In memory of {@code arena}. */
  record Host(Arena arena) implements Place<Tensor> {
    @Override
    public Tensor made(Function<Arena, Tensor> make) {
      return make.apply(arena);
    }

    @Override
    public Tensor own(ElementType type, Shape shape, String what) {
      return Tensor.zeros(arena, type, shape);
    }
  }

  /** On a device. */
  record OnDevice(DeviceScope scope) implements Place<DeviceTensor> {
    @Override
    public DeviceTensor made(Function<Arena, Tensor> make) {
      try (Arena arena = Arena.ofConfined()) {
        Tensor host = make.apply(arena);
        DeviceTensor tensor =
            DeviceTensor.allocate(scope, host.type(), host.shape(), "a timed layer");
        scope.upload(host.memory(), tensor.memory());
        return tensor;
      }
    }

    @Override
    public DeviceTensor own(ElementType type, Shape shape, String what) {
      DeviceTensor tensor = DeviceTensor.allocate(scope, type, shape, what);
      scope.zero(tensor.memory());
      return tensor;
    }
  }
}
