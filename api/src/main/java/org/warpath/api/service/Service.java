package org.warpath.api.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.algorithms.AlgorithmRoutes;
import org.warpath.api.service.algorithms.AlgorithmRuns;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.catalog.CatalogRoutes;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.engines.EngineRoutes;
import org.warpath.api.service.http.Draining;
import org.warpath.api.service.http.HttpServer;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.imports.ImportRoutes;
import org.warpath.api.service.imports.SampleGraph;
import org.warpath.api.service.jobs.JobRoutes;
import org.warpath.api.service.jobs.Jobs;
import org.warpath.api.service.keys.ApiKeys;
import org.warpath.api.service.lookup.LookupRoutes;
import org.warpath.api.service.math.MathRoutes;
import org.warpath.api.service.nn.Networks;
import org.warpath.api.service.nn.Trainings;
import org.warpath.api.service.run.HostMemory;
import org.warpath.api.service.run.Scheduler;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.store.Database;
import org.warpath.api.service.web.WebPage;
import org.warpath.kernels.Engine;

/** The service: its parts, wired. */
public final class Service implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  /** What is to be closed, the last opened first. */
  private final List<AutoCloseable> parts = new ArrayList<>();

  private final ServiceConfig config;
  private final Draining draining = new Draining();
  private final Scheduler scheduler;
  private final Jobs jobs;
  private final HttpServer server;
  private volatile boolean ready;

  private Service(ServiceConfig config) throws IOException {
    this.config = config;
    try {
      DataDirectory directory = opened(DataDirectory.open(config.data()));
      Database database = opened(Database.open(directory));
      Catalog catalog = opened(Catalog.open(directory, database));
      Vectors vectors = Vectors.open(directory, database);
      jobs = opened(Jobs.open(directory, database, config.jobs().resultsExpire()));
      scheduler =
          opened(
              new Scheduler(
                  Engine.select(), config.jobs().queueLength(), config.jobs().queuePerClient()));
      if (config.samples()) {
        SampleGraph.addOnce(catalog, database);
      }
      Operations operations = opened(new Operations(config, new ApiKeys(database)));
      List<Routes> routes = new ArrayList<>(operations.filters());
      routes.addAll(operations.routes(() -> ready));
      routes.add(new EngineRoutes(scheduler, HostMemory::available));
      Networks networks = opened(Networks.open(directory, database, jobs, scheduler, config));
      routes.addAll(networks.routes());
      routes.addAll(routes(directory, catalog, vectors, networks.trainings()));
      server = opened(HttpServer.start(config, routes, operations.requestLog()));
      operations.observe(server, scheduler);
      ready = true;
    } catch (IOException | RuntimeException e) {
      closeParts();
      throw e;
    }
  }

  private List<Routes> routes(
      DataDirectory directory, Catalog catalog, Vectors vectors, Trainings trainings) {
    AlgorithmRuns runs = new AlgorithmRuns(catalog, vectors, scheduler, config.jobs().cacheBytes());
    AlgorithmRoutes algorithms =
        new AlgorithmRoutes(runs, jobs, config.limits().jsonBytes(), config.jobs().asyncEdges());
    ImportRoutes imports = new ImportRoutes(catalog, jobs, scheduler, directory, config);
    JobRoutes jobRoutes =
        new JobRoutes(
            jobs,
            catalog,
            order ->
                switch (order.kind()) {
                  case ALGORITHM -> algorithms.revive(order);
                  case IMPORT -> imports.imports().revive(order);
                  case TRAINING -> trainings.revive(order);
                },
            config.limits().idleTimeout());
    return List.of(
        draining,
        new CatalogRoutes(catalog, vectors, config.limits().arrayBytes(), runs::forget),
        new LookupRoutes(catalog, runs, config.limits().jsonBytes()),
        imports,
        algorithms,
        jobRoutes,
        new MathRoutes(catalog, scheduler, config.limits().arrayBytes()),
        new WebPage());
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.addFirst(part);
    return part;
  }

  /**
   * Starts the service.
   *
   * @throws IOException if the data folder is in use, or cannot be read or written
   */
  public static Service start(ServiceConfig config) throws IOException {
    return new Service(config);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** {@code "GET /v1/graphs/{graph}"} of every route. */
  public Set<String> routes() {
    return server.routes();
  }

  /**
   * Ends the service: requests and runs that come are refused, those that go on have some seconds,
   * and jobs that do not end in time are marked interrupted.
   */
  @Override
  public void close() {
    draining.begin();
    ready = false;
    jobs.beginShutdown();
    try {
      scheduler.drain(config.shutdownTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeParts();
  }

  private void closeParts() {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not close", part.getClass().getSimpleName(), e);
      }
    }
    parts.clear();
  }
}
