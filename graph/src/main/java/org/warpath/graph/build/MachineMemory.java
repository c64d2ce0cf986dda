package org.warpath.graph.build;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory there is to work with. */
final class MachineMemory {
  private MachineMemory() {}

  /** A quarter of the physical memory (of the container's, if it has a limit), in bytes. */
  static long quarter() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return Math.max(BuildOptions.MINIMUM_BUDGET_BYTES, system.getTotalMemorySize() / 4);
  }
}
