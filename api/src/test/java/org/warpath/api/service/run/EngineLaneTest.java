package org.warpath.api.service.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.kernels.Engine;

class EngineLaneTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Steps steps = new Steps();
  private final EngineLane lane = lane(4, 100, 100);

  private EngineLane lane(int permits, int capacity, int perClient) {
    return new EngineLane(permits, Engine::cpu, capacity, perClient, threads);
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private static Run<String> run(String client, boolean small, Work<String> work) {
    return new Run<>(new RunRequest(client, EngineChoice.CPU, small), work, new Run.Listener() {});
  }

  private Run<String> add(EngineLane to, String client, boolean small, Work<String> work) {
    Run<String> run = run(client, small, work);
    to.add(run);
    return run;
  }

  private static String result(Run<String> run) throws Exception {
    return run.result().get(1, TimeUnit.MINUTES);
  }

  @Test
  void clientsTakeTurnsHoweverManyRunsOneHas() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<Run<String>> runs = new ArrayList<>();
    runs.add(add(lane, "greedy", false, steps.until(end, "greedy 0")));
    for (int i = 1; i <= 4; i++) {
      runs.add(add(lane, "greedy", false, steps.quick("greedy " + i)));
    }
    runs.add(add(lane, "modest", false, steps.quick("modest 1")));
    runs.add(add(lane, "modest", false, steps.quick("modest 2")));
    runs.add(add(lane, "third", false, steps.quick("third 1")));
    end.countDown();
    for (Run<String> run : runs) {
      result(run);
    }

    assertThat(steps.started)
        .containsExactly(
            "greedy 0",
            "greedy 1",
            "modest 1",
            "third 1",
            "greedy 2",
            "modest 2",
            "greedy 3",
            "greedy 4");
  }

  @Test
  void smallRunsGoOnSideBySideAndALargeOneAlone() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<Run<String>> small = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      small.add(add(lane, "a", true, steps.until(end, "small")));
    }
    Run<String> large = add(lane, "a", false, steps.quick("large"));
    while (steps.started.size() < 4) {
      Thread.onSpinWait();
    }
    assertThat(lane.runningCount()).isEqualTo(4);
    assertThat(lane.waitingCount()).isEqualTo(1);
    end.countDown();

    assertThat(result(large)).isEqualTo("large on " + Engine.cpu(4));
    assertThat(result(small.getFirst())).isEqualTo("small on " + Engine.cpu(1));
    assertThat(steps.started).endsWith("large");
  }

  @Test
  void smallOnesDoNotStarveALargeOne() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Run<String> first = add(lane, "small", true, steps.until(end, "first"));
    Run<String> large = add(lane, "large", false, steps.quick("large"));
    List<Run<String>> later = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      later.add(add(lane, "small", true, steps.quick("later")));
    }
    assertThat(lane.waitingCount()).isEqualTo(4); // though three permits are free
    end.countDown();
    for (Run<String> run : later) {
      result(run);
    }

    assertThat(result(first)).isNotEmpty();
    assertThat(result(large)).isNotEmpty();
    assertThat(steps.started.subList(0, 2)).containsExactly("first", "large");
  }

  @Test
  void aFullQueueRefusesAndThenTakesAgain() throws Exception {
    EngineLane small = lane(1, 2, 2);
    CountDownLatch end = new CountDownLatch(1);
    Run<String> running = add(small, "a", false, steps.until(end, "running"));
    Run<String> waiting = add(small, "a", false, steps.quick("waiting"));
    add(small, "b", false, steps.quick("other"));

    assertRefused(() -> add(small, "c", false, steps.quick("x")), ProblemType.OVERLOADED);
    waiting.cancel();
    Run<String> next = add(small, "c", false, steps.quick("next"));
    end.countDown();

    assertThat(result(running)).isNotEmpty();
    assertThat(result(next)).isNotEmpty();
  }

  @Test
  void aClientsShareIsLimitedAndLeavesRoomForOthers() throws Exception {
    EngineLane small = lane(1, 10, 2);
    CountDownLatch end = new CountDownLatch(1);
    add(small, "a", false, steps.until(end, "running"));
    add(small, "a", false, steps.quick("1"));
    Run<String> second = add(small, "a", false, steps.quick("2"));

    assertRefused(() -> add(small, "a", false, steps.quick("3")), ProblemType.RATE_LIMITED);
    Run<String> other = add(small, "b", false, steps.quick("other"));
    end.countDown();

    assertThat(result(other)).isNotEmpty();
    assertThat(result(second)).isNotEmpty();
  }

  private static void assertRefused(Runnable action, ProblemType type) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(type);
              assertThat(problem.retryAfterSeconds()).isPositive();
            });
  }

  @Test
  void whatIsCancelledWhileItWaitsEndsAtOnceAndCostsNoTurn() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    add(lane, "x", false, steps.until(end, "running"));
    Run<String> dropped = add(lane, "a", false, steps.quick("dropped"));
    add(lane, "a", false, steps.quick("a"));
    Run<String> last = add(lane, "b", false, steps.quick("b"));

    dropped.cancel();

    assertThat(dropped.result()).isCompletedExceptionally();
    assertThat(lane.waitingCount()).isEqualTo(2);
    end.countDown();
    result(last);
    assertThat(steps.started).containsExactly("running", "a", "b");
  }

  @Test
  void aRunIsCancelledBeforeItsNextIteration() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    List<Long> iterations = new ArrayList<>();
    Run<String> run =
        new Run<>(
            new RunRequest("a", EngineChoice.CPU, true),
            (engine, control) -> Steps.iterate(control, begun),
            new Run.Listener() {
              @Override
              public void progress(org.warpath.kernels.Progress progress) {
                iterations.add(progress.done());
                if (progress.done() == 5) {
                  cancelRun.run();
                }
              }
            });
    cancelRun = run::cancel;
    lane.add(run);

    assertThatThrownBy(() -> result(run)).isInstanceOf(CancellationException.class);

    assertThat(iterations).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(result(add(lane, "a", false, steps.quick("next")))).isNotEmpty();
  }

  private Runnable cancelRun = () -> {};

  @Test
  void anEngineThatIsNotThereFailsTheRunAndFreesTheLane() {
    EngineLane broken =
        new EngineLane(
            1,
            permits -> {
              throw new NoClassDefFoundError("no driver");
            },
            10,
            10,
            threads);
    for (int i = 0; i < 3; i++) {
      Run<String> run = add(broken, "a", false, steps.quick("never"));
      assertThatThrownBy(() -> result(run))
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }
  }

  @Test
  void aRunThatGetsNoThreadFailsAndFreesTheLane() {
    threads.shutdown();

    Run<String> run = add(lane, "a", false, steps.quick("never"));

    assertThatThrownBy(() -> result(run)).hasCauseInstanceOf(RejectedExecutionException.class);
    assertThat(lane.runningCount()).isZero();
  }

  @Test
  void closingEndsWhatWaitsAndLetsGoOnWhatRuns() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Run<String> running = add(lane, "a", false, steps.until(end, "running"));
    Run<String> waiting = add(lane, "a", false, steps.quick("waiting"));

    lane.close();

    assertThatThrownBy(() -> result(waiting)).hasRootCauseInstanceOf(Problem.class);
    assertRefused(() -> add(lane, "b", false, steps.quick("late")), ProblemType.SHUTTING_DOWN);
    assertThat(lane.awaitIdle(Duration.ofMillis(50).toNanos())).isFalse();
    end.countDown();
    assertThat(lane.awaitIdle(Duration.ofMinutes(1).toNanos())).isTrue();
    assertThat(result(running)).isNotEmpty();
  }
}
