package org.warpath.api.client.answer;

/** What is told of a job while it waits and runs. */
public sealed interface JobEvent {

  /** Its number among the job's events, ascending. */
  long id();

  /**
   * The job has come to another state.
   *
   * @param id the event's number
   * @param job the job as it stands
   */
  record StateChange(long id, Job job) implements JobEvent {}

  /**
   * The job has got on.
   *
   * @param id the event's number
   * @param progress how far it is
   */
  record ProgressMade(long id, Job.Progress progress) implements JobEvent {}

  /**
   * A training has made an iteration; not every one is told.
   *
   * @param id the event's number
   * @param iteration how many there have been
   * @param loss of the batch; NaN if it is not finite
   * @param rate the learning rate
   */
  record Trained(long id, long iteration, double loss, double rate) implements JobEvent {}

  /**
   * A training has tested its weights.
   *
   * @param id the event's number
   * @param test what came of it
   */
  record Tested(long id, TrainingAnswer.Test test) implements JobEvent {}
}
