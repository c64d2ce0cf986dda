package org.warpath.graph.triangles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

class CpuTriangleCountTest extends TriangleCountContract {
  @Override
  protected Engine engine() {
    return Engine.cpu(2);
  }

  @Test
  void theThreadCountDoesNotShow() throws IOException {
    TriangleCountOptions options = TriangleCountOptions.defaults().withPerVertex(true);
    try (Imported made = new Rmat(13, 8, 4).generate(BuildOptions.defaults(), RunControl.none())) {
      TriangleCountResult one = TriangleCount.run(made.graph(), options, Engine.cpu(1));
      for (int threads = 2; threads <= 4; threads++) {
        TriangleCountResult other = TriangleCount.run(made.graph(), options, Engine.cpu(threads));

        assertThat(other.triangles()).isEqualTo(one.triangles());
        assertThat(other.perVertex()).isEqualTo(one.perVertex());
      }
    }
  }
}
