package org.warpath.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class EngineTest {

  @Test
  void theCpuEngineTakesEveryProcessor() {
    assertThat(Engine.cpu()).isEqualTo(new Engine.Cpu(Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void anEngineNamesItsThreads() {
    assertThat(Engine.cpu(1)).hasToString("cpu(1 thread)");
    assertThat(Engine.cpu(2)).hasToString("cpu(2 threads)");
  }

  @Test
  void aThreadCountOutOfRangeIsRefused() {
    assertThatThrownBy(() -> Engine.cpu(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be in [1, 4096], was 0");
    assertThatThrownBy(() -> Engine.cpu(4097)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCancelledRunStopsAfterReportingItsIteration() {
    List<Progress> heard = new ArrayList<>();
    RunControl control = new RunControl(heard::add, new CancellationToken());

    control.iteration("pagerank", 1, 10, 0.5);
    control.cancellation().cancel();

    assertThatThrownBy(() -> control.iteration("pagerank", 2, 10, 0.25))
        .isInstanceOf(CancellationException.class);
    assertThat(heard)
        .containsExactly(
            new Progress("pagerank", 1, 10, 0.5), new Progress("pagerank", 2, 10, 0.25));
  }

  @Test
  void timingsAddUp() {
    assertThat(new Timings(1, 2, 4, 8).total()).isEqualTo(15);
  }
}
