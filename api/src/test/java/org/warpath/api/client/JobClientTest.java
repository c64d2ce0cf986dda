package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.client.answer.GraphInfo;
import org.warpath.api.client.answer.Job;
import org.warpath.api.client.answer.JobEvent;
import org.warpath.api.client.answer.PageRankAnswer;
import org.warpath.api.client.query.GraphSource;
import org.warpath.api.client.query.PageRankQuery;
import org.warpath.api.client.query.Shape;
import org.warpath.api.service.contract.RunningService;

/** Jobs are submitted, watched, cancelled, resumed, and give what a run at once would have. */
@Timeout(120)
class JobClientTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static final PageRankQuery ENDLESS =
      PageRankQuery.defaults().withIterations(Integer.MAX_VALUE);

  private static WarpathClient client;
  private static GraphClient graph;

  @BeforeAll
  static void generate() {
    client = WarpathClient.connect(SERVICE.uri());
    client.graphs().generate("g", Shape.rmat(12, 8));
    graph = client.graph("g");
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void aJobGivesWhatARunAtOnceWouldHave() {
    PageRankQuery query = PageRankQuery.defaults().withIterations(30).withTop(4);
    List<Job.Progress> heard = new ArrayList<>();
    JobHandle<PageRankAnswer> job = graph.submit(query).await(heard::add);

    assertThat(job.status().state()).isEqualTo(Job.State.DONE);
    assertThat(job.status().algorithm()).isEqualTo("pagerank");
    assertThat(job.result().top()).isEqualTo(graph.pageRank(query).top()).hasSize(4);
    // None, if it ended before the first was asked for.
    assertThat(heard).extracting(Job.Progress::done).isSorted().allMatch(done -> done <= 30);
    assertThat(client.jobs().get(job.id())).isEqualTo(job.status());
    assertThat(client.jobs().list(Job.State.DONE, 100)).extracting(Job::id).contains(job.id());
    assertThat(client.jobs().handle(job.id(), PageRankAnswer.class).result().top())
        .isEqualTo(job.result().top());
  }

  @Test
  void aJobStreamsItsValuesToo() {
    PageRankQuery query = PageRankQuery.defaults().withIterations(31);
    double[] ranks = graph.submitStream(query, StreamFormat.ARRAY).await().result().doubles();
    assertThat(ranks).containsExactly(graph.vector(query).doubles());
    JobHandle<Rows> rows = graph.submitStream(query, StreamFormat.ROWS).await();
    try (Rows values = rows.result()) {
      assertThat(values.stream().mapToDouble(row -> row.value()).toArray()).containsExactly(ranks);
    }
    assertThat(client.jobs().handle(rows.id(), StreamFormat.ARRAY).result().doubles())
        .containsExactly(ranks);
  }

  @Test
  void aJobKeepsItsValuesToo() {
    JobHandle<PageRankAnswer> job =
        graph.submitStore(PageRankQuery.defaults().withIterations(32), "of-a-job").await();
    assertThat(job.result().stored()).isNotNull();
    assertThat(graph.vectors().list()).anyMatch(vector -> vector.name().equals("of-a-job"));
  }

  @Test
  void aGraphIsAddedByAJob() {
    JobHandle<GraphInfo> job =
        client.graphs().submit("by-job", new GraphSource.Generated(Shape.star(10))).await();
    assertThat(job.result().vertexCount()).isEqualTo(10);
    assertThat(client.jobs().importHandle(job.id()).result()).isEqualTo(job.result());
    assertThat(client.graph("by-job").info().graph().edgeCount()).isEqualTo(9);
  }

  @Test
  void aCancelledJobStopsAndCanBeResumed() throws InterruptedException {
    JobHandle<PageRankAnswer> job = graph.submit(ENDLESS);
    CountDownLatch running = new CountDownLatch(1);
    List<Job.State> states = new ArrayList<>();
    Thread watcher =
        Thread.ofVirtual()
            .start(() -> {
              try (JobEvents events = job.events()) {
                for (JobEvent event : events) {
                  if (event instanceof JobEvent.StateChange change) {
                    states.add(change.job().state());
                  } else {
                    running.countDown();
                  }
                }
              }
            });
    running.await();
    WarpathException early = catchThrowableOfType(WarpathException.class, job::result);
    assertThat(early.type()).isEqualTo("/problems/job-not-ended");
    job.cancel();
    watcher.join();
    assertThat(states).endsWith(Job.State.RUNNING, Job.State.CANCELLED);
    WarpathException late = catchThrowableOfType(WarpathException.class, job::result);
    assertThat(late.type()).isEqualTo("/problems/job-cancelled");

    job.resume();
    assertThat(job.status().state().ended()).isFalse();
    job.cancel();
    assertThat(job.await().status().state()).isEqualTo(Job.State.CANCELLED);
    job.cancel(); // has ended: stays
    assertThat(job.status().state()).isEqualTo(Job.State.CANCELLED);
    job.remove();
    WarpathException removed = catchThrowableOfType(WarpathException.class, job::status);
    assertThat(removed.type()).isEqualTo("/problems/unknown-job");
  }

  @Test
  void eventsGoOnAfterTheOneThatIsKnown() {
    JobHandle<PageRankAnswer> job =
        graph.submit(PageRankQuery.defaults().withIterations(33)).await();
    try (JobEvents events = job.events(1000)) {
      assertThat(events.iterator().next().id()).isGreaterThan(1000);
    }
  }

  @Test
  void aRunThatTheServiceMakesAJobOfIsWaitedFor() {
    try (RunningService slow =
            RunningService.with(
                    config -> {
                      var jobs = config.jobs();
                      return config
                          .withSamples(false)
                          .withJobs(
                              new org.warpath.api.service.config.ServiceConfig.Jobs(
                                  jobs.queueLength(),
                                  jobs.queuePerClient(),
                                  1,
                                  jobs.resultsExpire(),
                                  jobs.cacheBytes()));
                    })
                .start();
        WarpathClient slowly = WarpathClient.connect(slow.uri())) {
      slowly.graphs().generate("g", Shape.rmat(12, 8));
      assertThat(slowly.graph("g").pageRank(PageRankQuery.defaults()).top())
          .isEqualTo(graph.pageRank(PageRankQuery.defaults()).top());
      assertThat(slowly.jobs().list()).hasSize(1);
      assertThat(slowly.graph("g").estimate(PageRankQuery.defaults()).becomesJob()).isTrue();
    }
  }
}
