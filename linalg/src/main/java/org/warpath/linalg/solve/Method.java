package org.warpath.linalg.solve;

import org.jspecify.annotations.Nullable;

/** A way to solve linear systems. */
interface Method {

  /** Its name, for progress: {@code "cg"}. */
  String name();

  /** How many scalars it needs beside the {@link LinearSystem#FREE} first ones. */
  int slots(int size);

  /** Makes ready to solve; allocates what it needs. */
  <V> Cycle begin(LinearSystem<V> system);

  /** Runs of a method from a true residual. */
  @FunctionalInterface
  interface Cycle {
    /**
     * Improves x from where it is, beginning with the true residual, which is neither 0 nor
     * non-finite. Afterwards r is of no further use.
     *
     * @return CONVERGED if the recurrence says so, null to be called again, else why it ended
     */
    @Nullable StopReason run();
  }
}
