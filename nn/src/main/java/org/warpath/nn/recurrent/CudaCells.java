package org.warpath.nn.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link CellMath} on a device: products by cuBLAS, a launch for each pass over the gates. */
final class CudaCells implements CellMath<DeviceTensor> {
  private final Extent extent;
  private final @Nullable DeviceTensor lengths;
  private final DeviceScope scope;
  private final Kernels recurrent;
  private final Kernels gru;
  private final DeviceBlas blas;

  CudaCells(Extent extent, @Nullable DeviceTensor lengths, DeviceScope scope) {
    this.extent = extent;
    this.lengths = lengths;
    this.scope = scope;
    recurrent = new Kernels(scope, "nn_recurrent");
    gru = new Kernels(scope, "nn_gru");
    blas = new DeviceBlas(scope);
  }

  @Override
  public DeviceTensor slice(DeviceTensor tensor, long from, int count) {
    return tensor.slice(from, Shape.of(count));
  }

  @Override
  public void product(
      Part<DeviceTensor> a, Part<DeviceTensor> b, double beta, Part<DeviceTensor> c) {
    blas.gemm(1, matrix(a), matrix(b), beta, matrix(c));
  }

  private static DeviceMatrix matrix(Part<DeviceTensor> part) {
    DeviceTensor tensor = part.tensor();
    long last = (part.rows() - 1) * part.rowStride() + (part.columns() - 1) * part.columnStride();
    boolean isEmpty = part.rows() == 0 || part.columns() == 0;
    long bytes = isEmpty ? 0 : (last + 1) * tensor.type().byteSize();
    return new DeviceMatrix(
        tensor.type(),
        part.rows(),
        part.columns(),
        part.rowStride(),
        part.columnStride(),
        tensor.memory().slice(0, bytes));
  }

  @Override
  public void fill(DeviceTensor tensor, double value) {
    if (value == 0) {
      scope.zero(tensor.memory());
    } else {
      Tensor host = Tensor.zeros(tensor.type(), tensor.shape());
      host.fill(value);
      scope.upload(host.memory(), tensor.memory());
    }
  }

  @Override
  public void copy(DeviceTensor from, DeviceTensor to) {
    scope.copy(from.memory(), to.memory());
  }

  /** A thread for each element of the state; the arguments are those that all have, and others. */
  private void launchCells(
      Kernels kernels, String name, DeviceTensor like, @Nullable Object first, Object... rest) {
    List<Object> arguments = new ArrayList<>();
    if (first != null) {
      arguments.add(first);
    }
    arguments.add(like.type().kernelCode());
    arguments.add(extent.units());
    arguments.add((long) extent.state());
    arguments.addAll(Arrays.asList(rest));
    kernels.in(like.type()).threadEach(name, extent.state(), arguments.toArray());
  }

  /** What a step has, and then {@code more}. */
  private Object[] step(Forward<DeviceTensor> step, Object... more) {
    return concat(
        new Object[] {
          (long) extent.outputStride(),
          step.t(),
          Kernels.flag(lengths),
          Kernels.orAny(lengths, step.gates()),
          step.gates().memory(),
          Kernels.flag(step.bias()),
          Kernels.orAny(step.bias(), step.gates()),
          step.before().memory(),
          step.after().memory(),
          step.output().memory()
        },
        more);
  }

  private Object[] step(Backward<DeviceTensor> step, boolean hasBefore, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                (long) extent.outputStride(),
                step.t(),
                Kernels.flag(lengths),
                Kernels.orAny(lengths, step.gates()),
                step.gates().memory()));
    if (hasBefore) {
      arguments.add(step.before().memory());
    }
    arguments.add(step.outputGradient().memory());
    arguments.add(step.stateGradient().memory());
    arguments.add(step.gateGradients().memory());
    return concat(arguments.toArray(), more);
  }

  private static Object[] concat(Object[] first, Object[] second) {
    Object[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static int code(boolean flag) {
    return flag ? 1 : 0;
  }

  @Override
  public void rnn(boolean isRelu, Forward<DeviceTensor> step) {
    launchCells(recurrent, "nn_recurrent_rnn", step.gates(), code(isRelu), step(step));
  }

  @Override
  public void rnnBack(boolean isRelu, Backward<DeviceTensor> step) {
    launchCells(recurrent, "nn_recurrent_rnn_back", step.gates(), code(isRelu), step(step, false));
  }

  @Override
  public void lstm(
      Forward<DeviceTensor> step,
      @Nullable DeviceTensor peepholes,
      DeviceTensor cellBefore,
      DeviceTensor cellAfter) {
    launchCells(
        recurrent,
        "nn_recurrent_lstm",
        step.gates(),
        null,
        step(
            step,
            Kernels.flag(peepholes),
            Kernels.orAny(peepholes, step.gates()),
            cellBefore.memory(),
            cellAfter.memory()));
  }

  @Override
  public void lstmBack(
      Backward<DeviceTensor> step,
      @Nullable DeviceTensor peepholes,
      DeviceTensor cellBefore,
      DeviceTensor cellAfter,
      DeviceTensor cellGradient) {
    launchCells(
        recurrent,
        "nn_recurrent_lstm_back",
        step.gates(),
        null,
        step(
            step,
            false,
            Kernels.flag(peepholes),
            Kernels.orAny(peepholes, step.gates()),
            cellBefore.memory(),
            cellAfter.memory(),
            cellGradient.memory()));
  }

  @Override
  public void peepholeSums(
      DeviceTensor gateGradients,
      DeviceTensor before,
      DeviceTensor after,
      DeviceTensor peepholeGradients) {
    recurrent
        .in(peepholeGradients.type())
        .threadEach(
            "nn_recurrent_peephole_sums",
            3L * extent.units(),
            peepholeGradients.type().kernelCode(),
            extent.units(),
            (long) extent.examples(),
            gateGradients.memory(),
            before.memory(),
            after.memory(),
            peepholeGradients.memory());
  }

  @Override
  public void gruGates(boolean isLinear, Forward<DeviceTensor> step, DeviceTensor extra) {
    launchCells(
        gru,
        "nn_gru_gates",
        step.gates(),
        code(isLinear),
        step.gates().memory(),
        Kernels.flag(step.bias()),
        Kernels.orAny(step.bias(), step.gates()),
        step.before().memory(),
        extra.memory());
  }

  @Override
  public void gruState(boolean isLinear, Forward<DeviceTensor> step) {
    launchCells(gru, "nn_gru_state", step.gates(), code(isLinear), step(step));
  }

  @Override
  public void gruStateBack(Backward<DeviceTensor> step) {
    launchCells(gru, "nn_gru_state_back", step.gates(), null, step(step, true));
  }

  @Override
  public void gruGatesBack(
      boolean isLinear,
      Backward<DeviceTensor> step,
      DeviceTensor extra,
      DeviceTensor extraGradient) {
    launchCells(
        gru,
        "nn_gru_gates_back",
        step.gates(),
        code(isLinear),
        step.gates().memory(),
        step.before().memory(),
        step.stateGradient().memory(),
        step.gateGradients().memory(),
        extra.memory(),
        extraGradient.memory());
  }
}
