package org.warpath.api.client;

import java.util.List;
import java.util.Locale;
import org.warpath.api.client.answer.Answer;
import org.warpath.api.client.answer.GraphInfo;
import org.warpath.api.client.answer.Job;
import org.warpath.api.client.answer.TrainingAnswer;

/** The service's jobs. */
public final class Jobs {
  private final Transport transport;

  Jobs(Transport transport) {
    this.transport = transport;
  }

  private record Found(List<Job> jobs) {}

  /** The 100 newest jobs, newest first. */
  public List<Job> list() {
    return transport.json(Call.get("v1", "jobs"), Found.class).jobs();
  }

  /**
   * The newest jobs of one state, newest first.
   *
   * @param limit how many at most, 1 to 1000
   */
  public List<Job> list(Job.State state, int limit) {
    return transport
        .json(
            Call.get("v1", "jobs")
                .query("state", state.name().toLowerCase(Locale.ROOT))
                .query("limit", limit),
            Found.class)
        .jobs();
  }

  /** A job as it stands now. */
  public Job get(String id) {
    return transport.json(Call.get("v1", "jobs", id), Job.class);
  }

  /** Cancels a job, or removes one that has ended. */
  public void delete(String id) {
    transport.discard(Call.delete("v1", "jobs", id));
  }

  /** A job that runs an algorithm and answers with its top, as {@code answerType}. */
  public <A extends Answer> JobHandle<A> handle(String id, Class<A> answerType) {
    return new JobHandle<>(transport, id, Call.JSON, Reading.json(answerType));
  }

  /**
   * A job that streams a value for each vertex. In {@link StreamFormat#ROWS}, values that are not
   * finite are NaN.
   */
  public <T> JobHandle<T> handle(String id, StreamFormat<T> format) {
    return new JobHandle<>(transport, id, format.mediaType, format.reading(RowMeaning.AS_TOLD));
  }

  /** A job that trains a model. */
  public JobHandle<TrainingAnswer> trainingHandle(String id) {
    return new JobHandle<>(transport, id, Call.JSON, Reading.json(TrainingAnswer.class));
  }

  /** A job that adds a graph. */
  public JobHandle<GraphInfo> importHandle(String id) {
    return new JobHandle<>(transport, id, Call.JSON, Reading.json(GraphInfo.class));
  }
}
