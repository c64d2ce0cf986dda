package org.warpath.graph.bfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceFaultContract;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

class CudaBfsFaultTest extends DeviceFaultContract {
  @Override
  protected int[] run(Graph graph, Engine.Cuda engine, RunControl control) {
    BfsResult result = Bfs.run(graph, BfsOptions.defaults(7), engine, control);
    int[] parents = result.parents();
    assertThat(parents).isNotNull();
    return IntStream.concat(IntStream.of(result.depths()), IntStream.of(parents)).toArray();
  }

  @Override
  protected List<String> kernels() {
    return List.of(
        "bfs_start",
        "bfs_narrow",
        "bfs_top_down",
        "bfs_to_bits",
        "bfs_bottom_up",
        "bfs_long_rows",
        "bfs_to_queue",
        "bfs_parents_offer",
        "bfs_parents_sample",
        "bfs_parents_search",
        "bfs_parents_long_rows",
        "bfs_by_vertex");
  }

  @Override
  protected String name() {
    return "bfs";
  }

  @Override
  protected int bytesPerVertex() {
    return 20;
  }
}
