package org.warpath.nn.onnx;

import java.util.List;
import java.util.Map;
import org.warpath.nn.pooling.AveragePooling;
import org.warpath.nn.pooling.GlobalPooling;
import org.warpath.nn.pooling.Indices;
import org.warpath.nn.pooling.MaxPooling;
import org.warpath.nn.pooling.Rounding;
import org.warpath.nn.pooling.Window;

/** Maxima and means of windows. */
final class PoolingOperators {
  private PoolingOperators() {}

  private static Window window(Call call) {
    Windows windows = Windows.of(call, null);
    boolean isCeiling = call.attributes().flag("ceil_mode");
    return Window.of(windows.kernel())
        .withStrides(windows.strides())
        .withDilations(windows.dilations())
        .withPadding(windows.pads())
        .withRounding(isCeiling ? Rounding.CEILING : Rounding.FLOOR);
  }

  static void max(Call call) {
    boolean isByColumns = call.attributes().flag("storage_order");
    MaxPooling layer =
        new MaxPooling(window(call), isByColumns ? Indices.TENSOR_BY_COLUMNS : Indices.TENSOR);
    List<Value> results =
        call.emitAll(layer, call.wants(1) ? 2 : 1, Map.of(), List.of(call.input(0)));
    call.result(0, results.getFirst());
    if (call.wants(1)) {
      call.result(1, results.get(1).as(Kind.INTEGER));
    }
  }

  static void average(Call call) {
    boolean countsPadding = call.attributes().flag("count_include_pad");
    call.result(0, call.emit(new AveragePooling(window(call), countsPadding), call.input(0)));
  }

  static Operator global(GlobalPooling layer) {
    return call -> call.result(0, call.emit(layer, call.input(0)));
  }
}
