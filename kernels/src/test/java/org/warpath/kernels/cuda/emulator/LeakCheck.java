package org.warpath.kernels.cuda.emulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What {@link NoLeaks} does: counts allocations and library objects before the set-up and after the
 * tear-down of each test.
 */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {
  private static final List<Runnable> RELEASES = new CopyOnWriteArrayList<>();

  private long allocationsBefore;
  private long bytesBefore;
  private long objectsBefore;

  /**
   * Adds a step to be done before each count: one that gives back memory which the product keeps on
   * purpose, such as resident graphs and pools. Adding the same object again changes nothing.
   */
  public static void releaseFirst(Runnable release) {
    if (!RELEASES.contains(release)) {
      RELEASES.add(release);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (EmulatedCuda.active()) {
      remember();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (EmulatedCuda.active()) {
      verify();
    }
  }

  void remember() {
    RELEASES.forEach(Runnable::run);
    allocationsBefore = EmulatedCuda.liveAllocations();
    bytesBefore = EmulatedCuda.liveBytes();
    objectsBefore = EmulatedCuda.liveObjects();
  }

  void verify() {
    RELEASES.forEach(Runnable::run);
    long allocations = EmulatedCuda.liveAllocations() - allocationsBefore;
    if (allocations > 0) {
      throw new AssertionError(
          "the test leaks %d allocations, %d bytes more than before, of device or pinned memory"
              .formatted(allocations, EmulatedCuda.liveBytes() - bytesBefore));
    }
    long objects = EmulatedCuda.liveObjects() - objectsBefore;
    if (objects > 0) {
      throw new AssertionError(
          "the test leaks %d handles, descriptors or plans; alive are %s"
              .formatted(objects, EmulatedCuda.describeObjects()));
    }
  }
}
