package org.warpath.api.service.algorithms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.api.service.run.Run;
import org.warpath.api.service.run.RunRequest;
import org.warpath.api.service.run.Scheduler;
import org.warpath.api.service.run.SharedRuns;

/**
 * Runs of algorithms: an earlier result if there is one, the run of somebody who wants the same, or
 * a new one. Safe for use by many threads.
 */
public final class AlgorithmRuns {
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

  /** An earlier result; null if there is none. */
  @Nullable CachedResult cached(Planned planned) {
    return cache.getIfPresent(planned.key());
  }

  /** A result on its way. */
  record Pending(CompletableFuture<CachedResult> result, Runnable cancel) {}

  /**
   * Starts a run, or joins one.
   *
   * @param client whose turn it takes
   * @param listener hears of it
   * @throws org.warpath.api.service.http.Problem if it would not fit the memory, the queue is full,
   *     or the service is ending
   */
  Pending start(Planned planned, String graphName, String client, Run.Listener listener) {
    CachedResult earlier = cached(planned);
    if (earlier != null) {
      return new Pending(CompletableFuture.completedFuture(earlier), () -> {});
    }
    Plan plan = planned.plan();
    MemoryCheck.now(plan, planned.cuda()).require();
    RunRequest request =
        new RunRequest(
            client,
            planned.cuda() ? EngineChoice.CUDA : EngineChoice.CPU,
            plan.edgeVisits() <= SMALL_EDGE_VISITS);
    // The run's own use of the graph: whoever asked for it may go before it ends.
    CatalogGraph used = catalog.open(graphName);
    var ticket =
        shared.join(
            planned.key(),
            request,
            (engine, control) -> {
              CachedResult result =
                  new CachedResult(plan.computation().run(used.graph(), engine, control));
              cache.put(planned.key(), result);
              return result;
            },
            used::close,
            listener);
    ticket.result().thenAccept(result -> result.waited(ticket.queueSeconds()));
    return new Pending(ticket.result(), ticket::cancel);
  }
}
