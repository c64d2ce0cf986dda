package org.warpath.graph.build;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory there is to work with. */
public final class MachineMemory {
  private MachineMemory() {}

  /**
   * A quarter of the physical memory (of the container's, if it has a limit), in bytes; less if the
   * heap is small: staged edges lie there and make up at most a third of the budget.
   */
  static long buildBudget() {
    long budget = Math.min(total() / 4, Runtime.getRuntime().maxMemory() * 3 / 2);
    return Math.max(BuildOptions.MINIMUM_BUDGET_BYTES, budget);
  }

  /** The physical memory (the container's, if it has a limit), in bytes. */
  public static long total() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
