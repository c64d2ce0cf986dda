package org.warpath.api.selftest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.KernelSource;

/**
 * Which kernels of the source files a device has launched.
 *
 * @param launched how often each was
 * @param never those that were not
 */
public record KernelCoverage(Map<String, Long> launched, List<String> never) {

  /** How often each kernel was launched on {@code device} in this process so far. */
  static Map<String, Long> launches(Device device) {
    Map<String, Long> launches = new HashMap<>();
    for (Kernel kernel : device.loadedKernels()) {
      launches.put(kernel.name(), kernel.launches());
    }
    return launches;
  }

  /** The launches of {@code device} since {@link #launches} gave {@code before}. */
  static KernelCoverage since(Map<String, Long> before, Device device) {
    Map<String, Long> launched = launches(device);
    launched.replaceAll((kernel, count) -> count - before.getOrDefault(kernel, 0L));
    launched.values().removeIf(count -> count <= 0);
    List<String> never = new ArrayList<>();
    for (String file : KernelSource.NAMES) {
      for (String kernel : KernelSource.named(file).kernels()) {
        if (!launched.containsKey(kernel)) {
          never.add(file + ".cu: " + kernel);
        }
      }
    }
    return new KernelCoverage(Map.copyOf(launched), List.copyOf(never));
  }
}
