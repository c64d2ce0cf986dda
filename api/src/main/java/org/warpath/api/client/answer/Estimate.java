package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a run would need.
 *
 * @param algorithm its name
 * @param graph the graph's name
 * @param engine what would compute
 * @param host the machine's memory
 * @param device the GPU's memory; null if the CPU would compute
 * @param fits whether the run would start now
 * @param becomesJob whether it would become a job by itself
 */
public record Estimate(
    String algorithm,
    String graph,
    String engine,
    Memory host,
    @Nullable Memory device,
    boolean fits,
    @JsonProperty("async") boolean becomesJob) {

  /**
   * Memory, in bytes.
   *
   * @param needed by the run
   * @param free now
   */
  public record Memory(long needed, long free) {}
}
