package org.warpath.api.service.engines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.function.LongSupplier;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.run.Scheduler;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;

/** {@code GET /v1/engines}: what computes here, and its memory. Cheap: pages ask every second. */
public final class EngineRoutes implements Routes {
  private final Scheduler scheduler;
  private final LongSupplier hostFreeBytes;
  private final long hostTotalBytes =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();

  /**
   * @param hostFreeBytes how much of the host's memory can be had
   */
  public EngineRoutes(Scheduler scheduler, LongSupplier hostFreeBytes) {
    this.scheduler = scheduler;
    this.hostFreeBytes = hostFreeBytes;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/engines", this::answer, Scope.READ);
  }

  private void answer(Context context) {
    QueryParameters.of(context, Set.of());
    Engine.Selection selection = scheduler.selection();
    ObjectNode json = Json.object();
    json.put("selected", selection.engine().toString());
    json.put("reason", selection.reason());
    json.put("version", version());
    json.set("cpu", cpu());
    json.set(
        "cuda",
        selection.engine() instanceof Engine.Cuda cuda
            ? cuda(cuda.device())
            : unavailable(selection.reason()));
    ObjectNode queue = json.putObject("queue");
    queue.put("running", scheduler.runningCount());
    queue.put("waiting", scheduler.waitingCount());
    context.contentType("application/json").result(json.toString());
  }

  private ObjectNode cpu() {
    Runtime runtime = Runtime.getRuntime();
    ObjectNode cpu = Json.object();
    cpu.put("threads", Engine.cpu().threads());
    cpu.put("totalBytes", hostTotalBytes);
    cpu.put("freeBytes", hostFreeBytes.getAsLong());
    cpu.put("heapBytes", runtime.totalMemory() - runtime.freeMemory());
    cpu.put("maxHeapBytes", runtime.maxMemory());
    return cpu;
  }

  private static ObjectNode cuda(Device device) {
    try {
      // Asked first: on a device that an error retired, it throws that error.
      long freeBytes = device.freeBytes();
      ObjectNode cuda = Json.object();
      cuda.put("available", true);
      cuda.put("device", device.name());
      cuda.put("totalBytes", device.totalBytes());
      cuda.put("freeBytes", freeBytes);
      cuda.put("residentBytes", device.residents().byteSize());
      return cuda;
    } catch (CudaException e) {
      return unavailable(e.getMessage());
    }
  }

  private static ObjectNode unavailable(String reason) {
    return Json.object().put("available", false).put("reason", reason);
  }

  private static String version() {
    String version = EngineRoutes.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }
}
