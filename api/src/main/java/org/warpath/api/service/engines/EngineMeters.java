package org.warpath.api.service.engines;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.warpath.api.service.run.Scheduler;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;

/** What metrics tell of the engines: their queues, the time they worked, the device's memory. */
public final class EngineMeters implements MeterBinder {
  private final Scheduler scheduler;

  public EngineMeters(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("warpath.runs.waiting", scheduler, Scheduler::waitingCount)
        .description("Runs that wait for an engine")
        .register(registry);
    Gauge.builder("warpath.runs.running", scheduler, Scheduler::runningCount)
        .description("Runs that go on")
        .register(registry);
    for (boolean cuda : new boolean[] {false, true}) {
      FunctionCounter.builder("warpath.engine.time", scheduler, s -> s.busySeconds(cuda))
          .description("Time that runs took on the engine, those side by side added up")
          .tag("engine", cuda ? "cuda" : "cpu")
          .baseUnit("seconds")
          .register(registry);
    }
    if (scheduler.selection().engine() instanceof Engine.Cuda(Device device)) {
      Gauge.builder("warpath.device.memory.free", device, Device::freeBytes)
          .description("Free memory of the GPU")
          .baseUnit("bytes")
          .register(registry);
      Gauge.builder("warpath.device.memory.resident", device, d -> d.residents().byteSize())
          .description("Memory of the GPU that graphs keep there between runs")
          .baseUnit("bytes")
          .register(registry);
    }
  }
}
