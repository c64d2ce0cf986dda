package org.warpath.graph.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

/** Several threads that work on one device at once, on the same graphs. */
@GpuTest
class ConcurrentRunsTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 2;

  private static final List<BiFunction<Graph, Engine, Object>> ALGORITHMS =
      List.of(
          (graph, engine) -> PageRank.run(graph, PageRankOptions.defaults(), engine).ranks(),
          (graph, engine) ->
              Sssp.run(graph, SsspOptions.defaults(1).withParents(false), engine).distances(),
          (graph, engine) ->
              Bfs.run(graph, BfsOptions.defaults(2).withParents(false), engine).depths(),
          (graph, engine) ->
              PageRank.run(graph, PageRankOptions.defaults().withWeighted(true), engine).ranks(),
          (graph, engine) -> Wcc.run(graph, WccOptions.defaults(), engine).labels(),
          (graph, engine) -> Cdlp.run(graph, new CdlpOptions(3), engine).labels(),
          (graph, engine) -> Lcc.run(graph, engine).coefficients());

  private static Imported made(boolean directed) throws IOException {
    return new Rmat(10, 8, 5)
        .generate(
            BuildOptions.defaults().withDirected(directed).withOrdering(Ordering.DEGREE),
            Optional.of(new IntegerWeights(1, 9, 2)),
            RunControl.none());
  }

  private static List<Callable<Object>> jobs(List<Graph> graphs) {
    Engine engine = TestDevice.engine();
    List<Callable<Object>> jobs = new ArrayList<>();
    for (Graph graph : graphs) {
      for (BiFunction<Graph, Engine, Object> algorithm : ALGORITHMS) {
        jobs.add(() -> algorithm.apply(graph, engine));
      }
    }
    return jobs;
  }

  /** Every job several times, beginning with job {@code first}; results by job. */
  private static List<List<Object>> rounds(List<Callable<Object>> jobs, int first, Device device)
      throws Exception {
    List<List<Object>> results = new ArrayList<>();
    jobs.forEach(job -> results.add(new ArrayList<>()));
    for (int i = 0; i < ROUNDS * jobs.size(); i++) {
      int job = (first + i) % jobs.size();
      results.get(job).add(jobs.get(job).call());
      if (i % 3 == 0) {
        device.residents().evict(Long.MAX_VALUE); // what nobody uses is uploaded again
      }
    }
    return results;
  }

  @Test
  @Timeout(120)
  void giveTheResultsOfRunsAlone() throws Exception {
    Device device = TestDevice.fresh();
    try (Imported directed = made(true);
        Imported undirected = made(false);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Object>> jobs = jobs(List.of(directed.graph(), undirected.graph()));
      CountDownLatch ready = new CountDownLatch(THREADS);
      List<Future<List<List<Object>>>> together = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * jobs.size() / THREADS;
        together.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              return rounds(jobs, first, device);
            }));
      }
      // Afterwards, so that the threads also compile, load and upload at once.
      List<List<List<Object>>> results = new ArrayList<>();
      for (Future<List<List<Object>>> thread : together) {
        results.add(thread.get());
      }
      for (int job = 0; job < jobs.size(); job++) {
        Object alone = jobs.get(job).call();
        for (List<List<Object>> ofThread : results) {
          assertThat(ofThread.get(job)).as("job %d", job).hasSize(ROUNDS);
          for (Object result : ofThread.get(job)) {
            assertThat(result).as("job %d", job).isEqualTo(alone);
          }
        }
      }
    }
  }
}
