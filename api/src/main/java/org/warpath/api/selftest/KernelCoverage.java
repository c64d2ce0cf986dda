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

  /** The launches of {@code device} in this process so far. */
  public static KernelCoverage of(Device device) {
    Map<String, Long> launched = new HashMap<>();
    for (Kernel kernel : device.loadedKernels()) {
      if (kernel.launches() > 0) {
        launched.merge(kernel.name(), kernel.launches(), Long::sum);
      }
    }
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
