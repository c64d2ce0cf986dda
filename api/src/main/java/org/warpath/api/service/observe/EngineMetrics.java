package org.warpath.api.service.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.warpath.api.service.run.Scheduler;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;

/** Runs that go on and wait, and the memory of the device if there is one. */
public final class EngineMetrics {
  private EngineMetrics() {}

  /** Registers them. */
  public static void bind(MeterRegistry registry, Scheduler scheduler) {
    Gauge.builder("warpath.runs.running", scheduler, Scheduler::runningCount)
        .description("runs that go on")
        .register(registry);
    Gauge.builder("warpath.runs.waiting", scheduler, Scheduler::waitingCount)
        .description("runs that wait for an engine")
        .register(registry);
    for (boolean cuda : new boolean[] {false, true}) {
      FunctionCounter.builder("warpath.engine.time", scheduler, s -> s.busySeconds(cuda))
          .description("time that runs took on the engine, those side by side added up")
          .tag("engine", cuda ? "cuda" : "cpu")
          .baseUnit("seconds")
          .register(registry);
    }
    if (scheduler.selection().engine() instanceof Engine.Cuda cuda) {
      bytes(registry, cuda.device(), "total", Device::totalBytes);
      bytes(registry, cuda.device(), "free", EngineMetrics::freeBytes);
      bytes(registry, cuda.device(), "resident", device -> device.residents().byteSize());
    }
  }

  private static void bytes(
      MeterRegistry registry, Device device, String what, ToDoubleFunction<Device> bytes) {
    Gauge.builder("warpath.device.memory." + what, device, bytes)
        .baseUnit("bytes")
        .tag("device", device.name())
        .register(registry);
  }

  private static double freeBytes(Device device) {
    try {
      return device.freeBytes();
    } catch (CudaException e) {
      return Double.NaN; // retired by an error
    }
  }
}
