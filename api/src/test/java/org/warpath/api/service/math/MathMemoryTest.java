package org.warpath.api.service.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.store.Database;

class MathMemoryTest {
  private static void assertRefused(MathMemory memory, long bytes, boolean worthAnotherTry) {
    assertThatThrownBy(() -> memory.reserve(bytes))
        .asInstanceOf(type(Problem.class))
        .satisfies(problem -> {
          assertThat(problem.type()).isEqualTo(ProblemType.OUT_OF_MEMORY);
          assertThat(problem.members())
              .containsEntry("needed", bytes)
              .containsEntry("free", memory.free());
          assertThat(problem.retryAfterSeconds() != null).isEqualTo(worthAnotherTry);
        });
  }

  @Test
  void givesWhatThereIsAndNoMore() {
    MathMemory memory = new MathMemory(100);
    memory.reserve(60);
    assertThat(memory.free()).isEqualTo(40);
    assertRefused(memory, 41, true);
    assertRefused(memory, 101, false);
    memory.reserve(40);
    memory.release(100);
    memory.reserve(100);
    assertThat(memory.free()).isZero();
  }

  @Test
  void whatIsMoreThanTheMachineHasIsRefused() {
    MathMemory memory = new MathMemory(Long.MAX_VALUE);
    assertThatThrownBy(() -> memory.reserve(Long.MAX_VALUE - 1))
        .asInstanceOf(type(Problem.class))
        .satisfies(problem -> assertThat((long) problem.members().get("free")).isPositive());
    assertThat(memory.free()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void manyThreadsNeverHaveMoreThanThereIs() throws Exception {
    MathMemory memory = new MathMemory(10);
    List<Future<Integer>> refusals = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        refusals.add(threads.submit(() -> reserveAndRelease(memory)));
      }
    }
    for (Future<Integer> future : refusals) {
      assertThat(future.get()).isBetween(0, 20_000);
    }
    assertThat(memory.free()).isEqualTo(10);
  }

  private static int reserveAndRelease(MathMemory memory) {
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      try {
        memory.reserve(4);
      } catch (Problem full) {
        refused++;
        continue;
      }
      assertThat(memory.free()).isBetween(0L, 6L);
      memory.release(4);
    }
    return refused;
  }

  @Test
  void aRequestGivesBackAllItHeld(@TempDir Path folder) throws Exception {
    MathMemory memory = new MathMemory(100);
    try (DataDirectory directory = DataDirectory.open(folder);
        Database database = Database.open(directory);
        Catalog catalog = Catalog.open(directory, database)) {
      Means means = new Means(catalog, memory, 50);
      means.arrays().accept(30);
      means.reserve(20);
      assertThatThrownBy(() -> means.arrays().accept(21))
          .asInstanceOf(type(Problem.class))
          .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
      assertThatThrownBy(() -> means.reserve(60)).isInstanceOf(Problem.class);
      assertThat(means.reservedBytes()).isEqualTo(50);
      assertThat(memory.free()).isEqualTo(50);
      means.close();
      assertThat(memory.free()).isEqualTo(100);
    }
  }
}
