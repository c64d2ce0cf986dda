package org.warpath.graph.bfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.Generator;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

/** A launch costs as much as a small level: how many a search may take. */
@Tag("emulator")
class CudaBfsLaunchesTest {

  @ParameterizedTest
  @CsvSource({
    "narrow, 5000, 3, 0, 5002, 50",
    "wide, 560, 560, 157080, 561, 100", // too wide for one block, in the end
    "skewed, 14, 16, 3, 5, 30"
  })
  void fewLaunchesALevel(String kind, int size, int other, int source, int levels, long most)
      throws IOException {
    Generator generator =
        kind.equals("skewed") ? new Rmat(size, other, 7) : new Shape.Grid(size, other);
    BuildOptions options =
        BuildOptions.defaults().withDirected(false).withOrdering(Ordering.DEGREE);
    try (Imported made = generator.generate(options, RunControl.none())) {
      long before = EmulatedCuda.launches();
      BfsResult result =
          Bfs.run(
              made.graph(), BfsOptions.defaults(source).withParents(false), TestDevice.engine());
      long launches = EmulatedCuda.launches() - before;
      assertThat(result.levels()).isEqualTo(levels);
      assertThat(launches).isLessThan(most);
    }
  }
}
