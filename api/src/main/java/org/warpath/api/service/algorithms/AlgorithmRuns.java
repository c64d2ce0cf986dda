package org.warpath.api.service.algorithms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.run.Awaiting;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.api.service.run.HostMemory;
import org.warpath.api.service.run.Run;
import org.warpath.api.service.run.RunRequest;
import org.warpath.api.service.run.Scheduler;
import org.warpath.api.service.run.SharedRuns;
import org.warpath.graph.export.VertexVector;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;

/**
 * Runs of algorithms: an earlier result if there is one, the run of somebody who wants the same, or
 * a new one. Safe for use by many threads.
 */
public final class AlgorithmRuns {
  /** All algorithms that there are. */
  static final List<GraphAlgorithm<?>> ALGORITHMS =
      List.of(
          new PageRankAlgorithm(),
          new SsspAlgorithm(),
          new WidestAlgorithm(),
          new BfsAlgorithm(),
          new WccAlgorithm(),
          new CdlpAlgorithm(),
          new LccAlgorithm(),
          new TrianglesAlgorithm(),
          new PprBatchAlgorithm());

  /** Up to so many edges, a run's threads would spend more time meeting than working. */
  private static final long SMALL_EDGE_VISITS = 100_000_000;

  private final Catalog catalog;
  private final Vectors vectors;
  private final Scheduler scheduler;
  private final SharedRuns<RunKey, CachedResult> shared;
  private final Cache<RunKey, CachedResult> cache;

  /**
   * @param cacheBytes how much memory earlier results may take
   */
  public AlgorithmRuns(Catalog catalog, Vectors vectors, Scheduler scheduler, long cacheBytes) {
    this.catalog = catalog;
    this.vectors = vectors;
    this.scheduler = scheduler;
    this.shared = new SharedRuns<>(scheduler);
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(cacheBytes)
            .weigher((RunKey key, CachedResult result) ->
                (int) Math.min(Integer.MAX_VALUE, result.result().byteSize()))
            .executor(Runnable::run)
            .build();
  }

  Catalog catalog() {
    return catalog;
  }

  Vectors vectors() {
    return vectors;
  }

  /** Lets go of the results of a graph that was removed. */
  public void forget(long graphVersion) {
    cache.asMap().keySet().removeIf(key -> key.graphVersion() == graphVersion);
  }

  /**
   * The default PageRank of {@code graph}, computed if it is not at hand; shared, not to be
   * changed.
   *
   * @param client whose turn it takes
   * @throws org.warpath.api.service.http.Problem as {@link #start}
   */
  public VertexVector ranks(CatalogGraph graph, String client) throws InterruptedException {
    PageRankAlgorithm pageRank = new PageRankAlgorithm();
    Planned planned = plan(pageRank, PageRankAlgorithm.Request.DEFAULT, graph);
    Pending pending = start(planned, graph, client, new Run.Listener() {});
    return pending.await().result().values();
  }

  /** A request, understood, and whether it can be served at once. */
  record Planned(
      GraphAlgorithm<?> algorithm, AlgorithmRequest request, Plan plan, RunKey key, boolean cuda) {}

  /**
   * Understands {@code request}.
   *
   * @throws IllegalArgumentException if an option is out of its range
   * @throws org.warpath.api.service.http.Problem if it does not fit the graph
   */
  Planned plan(GraphAlgorithm<?> algorithm, AlgorithmRequest request, CatalogGraph graph) {
    Plan plan = algorithm.planAny(request, graph, vectors);
    boolean cuda = scheduler.isCuda(request.engineOrAuto());
    RunKey key =
        new RunKey(
            graph.version(),
            algorithm.name(),
            cuda ? "cuda" : "cpu",
            plan.options().toString(),
            plan.source());
    return new Planned(algorithm, request, plan, key, cuda);
  }

  /** What a run needs beside what there is, earlier results taken for free. */
  MemoryCheck memory(Planned planned) {
    return MemoryCheck.now(planned.plan(), planned.cuda(), cachedBytes());
  }

  private long cachedBytes() {
    return cache.policy().eviction().map(bytes -> bytes.weightedSize().orElse(0)).orElse(0L);
  }

  /** Lets go of earlier results if the heap is too full for {@code bytes} more. */
  private void makeRoom(long bytes) {
    if (bytes > HostMemory.heapFree()) {
      cache.invalidateAll();
      MemoryCheck.requireHeapNow(bytes);
    }
  }

  /** Up to so much, as many runs as there are processors fit side by side. */
  private static long smallHeapBytes() {
    return Runtime.getRuntime().maxMemory() / (4L * Engine.cpu().threads());
  }

  /** An earlier result; null if there is none. */
  @Nullable CachedResult cached(Planned planned) {
    return cache.getIfPresent(planned.key());
  }

  /**
   * A result on its way.
   *
   * @param cached whether an earlier run gave it
   */
  record Pending(CompletableFuture<CachedResult> result, Runnable cancel, boolean cached) {
    /** Waits for it; throws what the run threw. */
    CachedResult await() throws InterruptedException {
      return Awaiting.result(result, cancel);
    }
  }

  /**
   * Starts a run, or joins one.
   *
   * @param graph the one that it was planned for
   * @param client whose turn it takes
   * @param listener hears of it
   * @throws org.warpath.api.service.http.Problem if it would not fit the memory, the queue is full,
   *     or the service is ending
   */
  Pending start(Planned planned, CatalogGraph graph, String client, Run.Listener listener) {
    CachedResult earlier = cached(planned);
    if (earlier != null) {
      return new Pending(CompletableFuture.completedFuture(earlier), () -> {}, true);
    }
    Plan plan = planned.plan();
    memory(planned).require();
    RunRequest request =
        new RunRequest(
            client,
            planned.cuda() ? EngineChoice.CUDA : EngineChoice.CPU,
            plan.edgeVisits() <= SMALL_EDGE_VISITS && plan.heapBytes() <= smallHeapBytes());
    // The run's own use of the graph: whoever asked for it may go before it ends.
    CatalogGraph used = graph.share();
    long queuedNanos = System.nanoTime();
    var ticket =
        shared.join(
            planned.key(),
            request,
            (engine, control) -> {
              double queueSeconds = Timings.secondsSince(queuedNanos);
              makeRoom(plan.heapBytes());
              CachedResult result =
                  new CachedResult(
                      plan.computation().run(used.graph(), engine, control), queueSeconds);
              cache.put(planned.key(), result);
              return result;
            },
            used::close,
            listener);
    return new Pending(ticket.result(), ticket::cancel, false);
  }
}
