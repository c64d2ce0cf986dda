package org.warpath.api.service.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.http.Problem;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Progress;

class SharedRunsTest {
  private static final RunRequest REQUEST = new RunRequest("a", EngineChoice.CPU, true);

  private static final int QUEUE = 2;

  private final Scheduler scheduler = scheduler(QUEUE);
  private final SharedRuns<String, String> runs = new SharedRuns<>(scheduler);
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger released = new AtomicInteger();
  private final Steps steps = new Steps();

  private static Scheduler scheduler(int queue) {
    return new Scheduler(new Engine.Selection(Engine.cpu(), "for this test", false), queue, queue);
  }

  @AfterEach
  void endThreads() {
    scheduler.close();
  }

  /** Hears whether it started and how far it came. */
  private static final class Ear implements Run.Listener {
    final CountDownLatch started = new CountDownLatch(1);
    final List<Long> progress = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void started() {
      started.countDown();
    }

    @Override
    public void progress(Progress now) {
      progress.add(now.done());
    }
  }

  private SharedRuns<String, String>.Ticket join(String key, Run.Listener ear, Work<String> work) {
    return runs.join(
        key,
        REQUEST,
        (engine, control) -> {
          begun.incrementAndGet();
          return work.run(engine, control);
        },
        released::incrementAndGet,
        ear);
  }

  private static String result(SharedRuns<String, String>.Ticket ticket) throws Exception {
    return ticket.result().get(1, TimeUnit.MINUTES);
  }

  @Test
  void whoWantsWhatIsComputedJoinsAndHearsThatItRuns() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Ear first = new Ear();
    var one = join("k", first, steps.until(end, "shared"));
    Steps.await(first.started);
    Ear second = new Ear();
    var two = join("k", second, steps.quick("not this"));
    var other = join("other", new Ear(), steps.quick("other"));

    Steps.await(second.started);
    assertThat(result(other)).startsWith("other");
    end.countDown();

    assertThat(result(one)).startsWith("shared").isEqualTo(result(two));
    assertThat(begun).hasValue(2);
    assertThat(released).hasValue(3);
    assertThat(result(join("k", new Ear(), steps.quick("again")))).startsWith("again");
  }

  @Test
  void aRunGoesOnWhileAnybodyWantsItAndNoIterationLonger() throws Exception {
    CountDownLatch iterating = new CountDownLatch(1);
    Work<String> work = (engine, control) -> Steps.iterate(control, iterating);
    Ear first = new Ear();
    Ear second = new Ear();
    var one = join("k", first, work);
    var two = join("k", second, work);
    Steps.await(iterating);

    one.cancel();

    assertThatThrownBy(() -> result(one)).isInstanceOf(CancellationException.class);
    int heard = second.progress.size();
    while (second.progress.size() < heard + 10) {
      Thread.onSpinWait();
    }
    assertThat(two.result()).isNotDone();
    two.cancel();
    assertThatThrownBy(() -> result(two)).isInstanceOf(CancellationException.class);
    while (scheduler.runningCount() > 0) {
      Thread.onSpinWait();
    }
    assertThat(begun).hasValue(1);
    assertThat(released).hasValue(2);
  }

  @Test
  void whoComesAfterTheLastHasLeftGetsARunOfHisOwn() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Ear ear = new Ear();
    var left = join("k", ear, steps.until(end, "left"));
    Steps.await(ear.started);
    left.cancel();

    var next = join("k", new Ear(), steps.quick("next"));

    end.countDown();
    assertThat(result(next)).startsWith("next");
  }

  @Test
  void allHearOfAFailureAndTheNextTriesAgain() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Work<String> failing =
        (engine, control) -> {
          Steps.await(end);
          throw new IllegalStateException("no luck");
        };
    var one = join("k", new Ear(), failing);
    var two = join("k", new Ear(), failing);
    end.countDown();

    assertThatThrownBy(() -> result(one)).hasRootCauseMessage("no luck");
    assertThatThrownBy(() -> result(two)).hasRootCauseMessage("no luck");
    assertThat(result(join("k", new Ear(), steps.quick("again")))).startsWith("again");
  }

  @Test
  void whatIsRefusedKeepsNothing() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<SharedRuns<String, String>.Ticket> taken = new ArrayList<>();
    int permits = Engine.cpu().threads();
    for (int i = 0; i < permits + QUEUE; i++) {
      taken.add(join("k" + i, new Ear(), steps.until(end, "k" + i)));
    }

    assertThatThrownBy(() -> join("late", new Ear(), steps.quick("late")))
        .isInstanceOf(Problem.class);

    assertThat(released).hasValue(1);
    end.countDown();
    for (var ticket : taken) {
      result(ticket);
    }
    assertThat(result(join("late", new Ear(), steps.quick("late")))).startsWith("late");
    assertThat(released).hasValue(1 + taken.size() + 1);
  }

  @Test
  void manyWhoJoinAndLeaveAtOnceAllGetTheirDueAndKeepNothing() throws Exception {
    int times = 100_000;
    AtomicInteger freed = new AtomicInteger();
    try (Scheduler wide = scheduler(times);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      SharedRuns<String, String> shared = new SharedRuns<>(wide);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        boolean leaves = i % 3 != 0;
        String key = "k" + i % 2;
        answers.add(
            threads.submit(() -> {
              var ticket =
                  shared.join(
                      key, REQUEST, (e, c) -> key, freed::incrementAndGet, new Run.Listener() {});
              if (leaves) {
                ticket.cancel();
                return key;
              }
              return result(ticket);
            }));
      }
      for (int i = 0; i < times; i++) {
        assertThat(answers.get(i).get()).isEqualTo("k" + i % 2);
      }
    }
    assertThat(freed).hasValue(times);
  }
}
