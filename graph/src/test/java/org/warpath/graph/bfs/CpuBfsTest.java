package org.warpath.graph.bfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

class CpuBfsTest extends BfsContract {
  @Override
  protected Engine engine() {
    return Engine.cpu(2);
  }

  @Test
  void theThreadCountDoesNotShow() throws IOException {
    BuildOptions options = BuildOptions.defaults().withDirected(false);
    try (Imported made = new Rmat(14, 8, 9).generate(options, RunControl.none())) {
      BfsResult one = Bfs.run(made.graph(), BfsOptions.defaults(3), Engine.cpu(1));
      for (int threads = 2; threads <= 4; threads++) {
        BfsResult other = Bfs.run(made.graph(), BfsOptions.defaults(3), Engine.cpu(threads));

        assertThat(other.depths()).isEqualTo(one.depths());
        assertThat(other.parents()).isEqualTo(one.parents());
      }
    }
  }
}
