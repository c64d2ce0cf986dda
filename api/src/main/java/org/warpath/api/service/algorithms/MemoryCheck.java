package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.run.HostMemory;
import org.warpath.kernels.cuda.Device;

/**
 * What a run needs beside what there is.
 *
 * @param plan what it needs
 * @param heapFree bytes that the heap can still take
 * @param available bytes that the machine can still give
 * @param device where the run would compute, and what is free there; null for the CPU
 */
record MemoryCheck(Plan plan, long heapFree, long available, @Nullable DeviceMemory device) {
  /** Counters and sums of blocks, whatever the graph. */
  private static final long DEVICE_TRIFLES = 1 << 16;

  /** Bytes free on a device, what could be evicted counted in. */
  record DeviceMemory(String name, long free) {}

  /**
   * Against what there is now, garbage and what can be let go taken for free.
   *
   * @param spareBytes what of the heap can be let go
   */
  static MemoryCheck now(Plan plan, boolean cuda, long spareBytes) {
    return new MemoryCheck(
        plan,
        HostMemory.heapFreeFor(plan.heapBytes() - spareBytes) + spareBytes,
        HostMemory.available(),
        cuda ? deviceMemory() : null);
  }

  private static DeviceMemory deviceMemory() {
    Device device = Device.open(0);
    return new DeviceMemory(device.toString(), device.usableBytes());
  }

  private long deviceBytes() {
    return plan.deviceBytes() + DEVICE_TRIFLES;
  }

  /** Whether the run would have what it needs. */
  boolean fits() {
    return plan.heapBytes() <= heapFree
        && plan.nativeBytes() <= available
        && (device == null || deviceBytes() <= device.free);
  }

  /**
   * Refuses what does not fit.
   *
   * @throws Problem with needed and free bytes
   */
  void require() {
    require("host", "the heap", plan.heapBytes(), heapFree);
    require("host", "the machine's memory", plan.nativeBytes(), available);
    if (device != null) {
      require("device", device.name, deviceBytes(), device.free);
    }
  }

  /**
   * Refuses what the heap cannot take.
   *
   * @throws Problem with needed and free bytes
   */
  static void requireHeap(long bytes) {
    require("host", "the heap", bytes, HostMemory.heapFreeFor(bytes));
  }

  /** As above, at the last moment: not by what was free a while ago. */
  static void requireHeapNow(long bytes) {
    require("host", "the heap", bytes, HostMemory.heapFreeNow(bytes));
  }

  private static void require(String where, String what, long needed, long free) {
    if (needed > free) {
      throw new Problem(
              ProblemType.OUT_OF_MEMORY,
              "the run needs %d bytes of %s, %d are free".formatted(needed, what, free))
          .with("where", where)
          .with("needed", needed)
          .with("free", free);
    }
  }

  /** Needed and free bytes on host and device, as the API has them. */
  void describe(ObjectNode json) {
    ObjectNode host = json.putObject("host");
    host.put("needed", plan.heapBytes() + plan.nativeBytes());
    host.put("free", plan.nativeBytes() == 0 ? heapFree : available);
    if (device != null) {
      json.putObject("device").put("needed", deviceBytes()).put("free", device.free);
    }
    json.put("fits", fits());
  }

  /** The estimate of a run as the API has it. */
  ObjectNode estimate(String algorithm, String graph, String engine, boolean becomesJob) {
    ObjectNode json = Json.object();
    json.put("algorithm", algorithm);
    json.put("graph", graph);
    json.put("engine", engine);
    describe(json);
    json.put("async", becomesJob);
    return json;
  }
}
