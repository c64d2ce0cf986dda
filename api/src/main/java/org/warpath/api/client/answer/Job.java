package org.warpath.api.client.answer;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in the background.
 *
 * @param id its id
 * @param kind algorithm, import or training
 * @param state where it stands
 * @param graph the graph's name; null if it is of none
 * @param model the name of the model that it trains; null if it trains none
 * @param algorithm the algorithm's name; null if it runs none
 * @param request what was asked for; null if nothing is known of it
 * @param created when it was asked for
 * @param started when it began to run; null if it has not
 * @param ended when it ended; null if it has not
 * @param expires when its result goes; null if it has none
 * @param progress how far it is; null if nothing is known of it
 * @param problem why it failed; null if it did not
 */
public record Job(
    String id,
    String kind,
    State state,
    @Nullable String graph,
    @Nullable String model,
    @Nullable String algorithm,
    @Nullable Map<String, Object> request,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable Instant expires,
    @Nullable Progress progress,
    @Nullable Map<String, Object> problem) {

  /** Where a job stands. */
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED,
    /** The service ended before it did; it can be resumed. */
    INTERRUPTED;

    /** Whether nothing more happens to it. */
    public boolean ended() {
      return this != QUEUED && this != RUNNING;
    }
  }

  /**
   * How far a job is.
   *
   * @param step what it does
   * @param done how much of the step is done, in units of the step's own
   * @param total how much there is to do; null if that is not known
   * @param residual the last iteration's change; NaN if the step has none
   */
  public record Progress(String step, long done, @Nullable Long total, double residual) {}
}
