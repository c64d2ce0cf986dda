package org.warpath.api.service.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;

/**
 * Brings runs to engines: a lane for the CPU, on which as many small runs go on side by side as
 * there are processors, or one large; one for long runs on the CPU, one at a time, beside which
 * others go on; and one for the GPU, one run at a time. Safe for use by many threads.
 */
public final class Scheduler implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("warpath-run-", 1).factory());
  private final Engine.Selection selection;
  private final EngineLane cpu;
  private final EngineLane cuda;
  private final EngineLane background;

  /**
   * @param selection what auto means at first
   * @param queueLength how many runs may wait before an engine, at least 1
   * @param queuePerClient how many of them of one client, at least 1
   */
  public Scheduler(Engine.Selection selection, int queueLength, int queuePerClient) {
    this.selection = selection;
    this.cpu =
        new EngineLane(Engine.cpu().threads(), Engine::cpu, queueLength, queuePerClient, threads);
    this.background =
        new EngineLane(1, permits -> Engine.cpu(), queueLength, queuePerClient, threads);
    this.cuda =
        new EngineLane(
            1, permits -> new Engine.Cuda(Device.open(0)), queueLength, queuePerClient, threads);
  }

  /** What auto means now, and why: a GPU that an error retired is not chosen any more. */
  public Engine.Selection selection() {
    return selection.engine() instanceof Engine.Cuda cuda && cuda.device().retired()
        ? Engine.select()
        : selection;
  }

  /** Whether {@code choice} comes to the GPU. */
  public boolean isCuda(EngineChoice choice) {
    return choice == EngineChoice.CUDA
        || (choice == EngineChoice.AUTO && selection().engine() instanceof Engine.Cuda);
  }

  /**
   * Queues {@code work}.
   *
   * @param listener hears when it starts and how far it has come
   * @throws org.warpath.api.service.http.Problem if the queue is full or the service is ending
   */
  public <T> Run<T> submit(RunRequest request, Work<T> work, Run.Listener listener) {
    Run<T> run = new Run<>(request, work, listener);
    (isCuda(request.engine()) ? cuda : cpu).add(run);
    return run;
  }

  /**
   * As {@link #submit}, for a run of minutes or hours: on the CPU others do not wait for it, but
   * share the processors with it.
   */
  public <T> Run<T> submitLong(RunRequest request, Work<T> work, Run.Listener listener) {
    Run<T> run = new Run<>(request, work, listener);
    (isCuda(request.engine()) ? cuda : background).add(run);
    return run;
  }

  /** Seconds that runs took on the GPU or on the CPU, those side by side added up. */
  public double busySeconds(boolean onCuda) {
    return onCuda ? cuda.busySeconds() : cpu.busySeconds() + background.busySeconds();
  }

  /** Runs that go on now. */
  public int runningCount() {
    return cpu.runningCount() + background.runningCount() + cuda.runningCount();
  }

  /** Runs that wait now. */
  public int waitingCount() {
    return cpu.waitingCount() + background.waitingCount() + cuda.waitingCount();
  }

  /**
   * Takes no more runs, ends those that wait, and lets those that run go on for so long before they
   * are cancelled; returns when none runs.
   */
  public void drain(Duration patience) throws InterruptedException {
    List<EngineLane> lanes = List.of(cpu, background, cuda);
    lanes.forEach(EngineLane::close);
    long deadline = System.nanoTime() + patience.toNanos();
    for (EngineLane lane : lanes) {
      if (!lane.awaitIdle(deadline - System.nanoTime())) {
        lane.cancelRunning();
        lane.awaitIdle(Long.MAX_VALUE);
      }
    }
  }

  /** Ends at once: cancels what runs and waits for it. */
  @Override
  public void close() {
    try {
      drain(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
  }
}
