package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.warpath.api.client.answer.GraphDetail;
import org.warpath.api.client.answer.Job;
import org.warpath.api.client.answer.PageRankAnswer;
import org.warpath.api.client.answer.Path;
import org.warpath.api.client.answer.PprBatchAnswer;
import org.warpath.api.client.answer.RankedVertex;
import org.warpath.api.client.answer.SsspAnswer;
import org.warpath.api.client.answer.SvdAnswer;
import org.warpath.api.client.answer.WidestAnswer;

/** The contract's JSON becomes records, and its nulls the infinities that are meant. */
class AnswerTest {
  private static final String RUN =
      """
      "algorithm": "x", "graph": "g", "graphVersion": 7, "engine": "cpu (2 threads)",
      "iterations": 42, "residual": 1e-10, "converged": true, "errorBound": null,
      "conventions": "c", "options": {"damping": 0.85}, "cached": false, "mode": "top",
      "timings": {"load": 0, "upload": 0, "compute": 0.25, "download": 0, "queue": 0.5},
      "later": "a field of a later version",
      """;

  @Test
  void whatAllAnswersSay() throws JsonProcessingException {
    PageRankAnswer answer =
        read(
            """
            "top": [{"vertex": 3, "name": "A", "value": 0.5, "inDegree": 2, "outDegree": 1},
                    {"vertex": 4, "value": 0.25, "inDegree": 0, "outDegree": 1}],
            "stored": {"name": "ranks", "type": "float64", "length": 9,
                       "created": "2026-11-29T12:00:00.5Z"}\
            """,
            PageRankAnswer.class);

    assertThat(answer.engine()).isEqualTo("cpu (2 threads)");
    assertThat(answer.iterations()).isEqualTo(42);
    assertThat(answer.residual()).isEqualTo(1e-10);
    assertThat(answer.converged()).isTrue();
    assertThat(answer.errorBound()).isNaN();
    assertThat(answer.timings().compute()).isEqualTo(0.25);
    assertThat(answer.timings().queue()).isEqualTo(0.5);
    assertThat(answer.cached()).isFalse();
    assertThat(answer.run().graphVersion()).isEqualTo(7);
    assertThat(answer.run().options()).containsEntry("damping", 0.85);
    assertThat(answer.top())
        .containsExactly(
            new RankedVertex(3, "A", 0.5, 2, 1), new RankedVertex(4, null, 0.25, 0, 1));
    assertThat(answer.top()).extracting(RankedVertex::label).containsExactly("A", "#4");
    assertThat(answer.stored().created()).isEqualTo(Instant.parse("2026-11-29T12:00:00.5Z"));
    assertThat(answer.stored().algorithm()).isNull();
  }

  @Test
  void noDistanceIsInfinite() throws JsonProcessingException {
    SsspAnswer answer =
        read(
            """
            "summary": {"reached": 1}, "path": {"found": false, "total": null, "steps": []},
            "top": [{"vertex": 0, "value": 0, "inDegree": 0, "outDegree": 0},
                    {"vertex": 1, "value": null, "inDegree": 0, "outDegree": 0}]\
            """,
            SsspAnswer.class);
    assertThat(answer.reached()).isEqualTo(1);
    assertThat(answer.path().found()).isFalse();
    assertThat(answer.path().total()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void theSourceIsInfinitelyWideAndNoPathInfinitelyNarrow() throws JsonProcessingException {
    WidestAnswer answer =
        read(
            """
            "summary": {"reached": 2}, "path": {"found": true, "total": null, "steps": [
                {"vertex": 0, "name": "A"}]},
            "top": [{"vertex": 0, "value": null, "inDegree": 0, "outDegree": 0},
                    {"vertex": 1, "value": 2.5, "inDegree": 0, "outDegree": 0},
                    {"vertex": 2, "value": null, "inDegree": 0, "outDegree": 0}]\
            """,
            WidestAnswer.class);
    assertThat(answer.path().total()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(answer.path().steps()).singleElement().isEqualTo(new Path.Step(0, "A", Double.NaN));

    String none = "\"summary\": {\"reached\": 2}, \"path\": {\"found\": false, \"total\": null}";
    assertThat(read(none.replace("}", ", \"steps\": []}"), WidestAnswer.class).path().total())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void anAnswerWithoutATargetHasNoPath() throws JsonProcessingException {
    SsspAnswer answer = read("\"summary\": {\"reached\": 1}", SsspAnswer.class);
    assertThat(answer.path().found()).isFalse();
    assertThat(answer.path().total()).isNaN();
    assertThat(answer.top()).isEmpty();
  }

  @Test
  void batchesHaveAResultEach() throws JsonProcessingException {
    PprBatchAnswer answer =
        read(
            """
            "results": [{"iterations": 3, "residual": 0.5, "converged": false, "errorBound": 2,
                "top": [{"vertex": 1, "value": 0.5, "inDegree": 0, "outDegree": 0}]}]\
            """,
            PprBatchAnswer.class);
    assertThat(answer.results())
        .singleElement()
        .satisfies(result -> {
          assertThat(result.errorBound()).isEqualTo(2);
          assertThat(result.top()).hasSize(1);
        });
  }

  @Test
  void graphsHaveTheirDegrees() throws JsonProcessingException {
    GraphDetail detail =
        Json.MAPPER.readValue(
            """
            {"name": "g", "version": 3, "vertexCount": 2, "edgeCount": 4000000000,
             "symmetric": false, "weighted": true, "named": true,
             "bytes": {"host": 1, "device": 2, "file": 3}, "created": "2026-11-29T12:00:00Z",
             "provenance": {"file": "x"}, "degrees": {
               "out": {"max": 1, "mean": 0.5, "bins": [{"from": 2, "to": 3, "vertices": 4}]},
               "in": {"max": 9, "mean": 0.5, "bins": []}}}\
            """,
            GraphDetail.class);
    assertThat(detail.graph().edgeCount()).isEqualTo(4_000_000_000L);
    assertThat(detail.graph().provenance()).containsEntry("file", "x");
    assertThat(detail.graph().report()).isNull();
    assertThat(detail.degrees().out().bins()).containsExactly(new GraphDetail.Bin(2, 3, 4));
    assertThat(detail.degrees().in().max()).isEqualTo(9);
  }

  @Test
  void jobsSayWhereTheyStand() throws JsonProcessingException {
    Job job =
        Json.MAPPER.readValue(
            """
            {"id": "j", "kind": "algorithm", "state": "running", "created": "2026-11-29T12:00:00Z",
             "progress": {"step": "iterations", "done": 3, "residual": null}}\
            """,
            Job.class);
    assertThat(job.state()).isEqualTo(Job.State.RUNNING);
    assertThat(job.state().ended()).isFalse();
    assertThat(job.progress()).isEqualTo(new Job.Progress("iterations", 3, null, Double.NaN));
    assertThat(job.ended()).isNull();
  }

  @Test
  void arraysHoldNullsAsNaN() throws JsonProcessingException {
    SvdAnswer answer =
        Json.MAPPER.readValue(
            "{\"engine\": \"cpu\", \"values\": [3, null, 1.5], \"u\": [[1, null], [0, 1]]}",
            SvdAnswer.class);
    assertThat(answer.values()).containsExactly(3, Double.NaN, 1.5);
    assertThat(answer.u()[0]).containsExactly(1, Double.NaN);
    assertThat(answer.u()[1]).containsExactly(0, 1);
    assertThat(answer.vt()).isNull();
  }

  private static <T> T read(String members, Class<T> type) throws JsonProcessingException {
    return Json.MAPPER.readValue("{" + RUN + members + "}", type);
  }
}
