package org.warpath.api.client.answer;

/** What an algorithm answers. */
public sealed interface Answer
    permits PageRankAnswer,
        PprBatchAnswer,
        SsspAnswer,
        WidestAnswer,
        BfsAnswer,
        WccAnswer,
        CdlpAnswer,
        LccAnswer,
        TrianglesAnswer {

  /** All that the answer says of its run. */
  Run run();

  /** What computed. */
  default String engine() {
    return run().engine();
  }

  /** Passes, levels or rounds. */
  default int iterations() {
    return run().iterations();
  }

  /** The last iteration's change in the algorithm's own norm; 0 if it ends exactly. */
  default double residual() {
    return run().residual();
  }

  /** False if the iteration cap came first. */
  default boolean converged() {
    return run().converged();
  }

  /** The largest error that the result can have; NaN if no bound is known. */
  default double errorBound() {
    return run().errorBound();
  }

  /** Where the time went. */
  default Timings timings() {
    return run().timings();
  }

  /** Whether an earlier run answered. */
  default boolean cached() {
    return run().cached();
  }
}
