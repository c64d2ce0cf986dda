package org.warpath.graph.wcc;

import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceFaultContract;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

class CudaWccFaultTest extends DeviceFaultContract {
  @Override
  protected int[] run(Graph graph, Engine.Cuda engine, RunControl control) {
    return Wcc.run(graph, WccOptions.defaults(), engine, control).labels();
  }

  @Override
  protected List<String> kernels() {
    return List.of(
        "wcc_plant",
        "wcc_hook_one",
        "wcc_flatten",
        "wcc_frequent_root",
        "wcc_hook_rest",
        "wcc_gather",
        "wcc_label");
  }

  @Override
  protected String name() {
    return "wcc";
  }

  @Override
  protected int bytesPerVertex() {
    return 16;
  }
}
