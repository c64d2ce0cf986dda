package org.warpath.api.service;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.RequestLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.guard.BrowserGuard;
import org.warpath.api.service.guard.HostNames;
import org.warpath.api.service.guard.RateLimit;
import org.warpath.api.service.http.HttpServer;
import org.warpath.api.service.http.ProblemAnswers;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.keys.AccessFilter;
import org.warpath.api.service.keys.ApiKeys;
import org.warpath.api.service.keys.KeyRoutes;
import org.warpath.api.service.observe.EngineMetrics;
import org.warpath.api.service.observe.Health;
import org.warpath.api.service.observe.Metrics;
import org.warpath.api.service.observe.RequestEnds;
import org.warpath.api.service.observe.RouteNames;
import org.warpath.api.service.run.Scheduler;

/** What guards and watches the service: filters of every request, keys, health, metrics, log. */
final class Operations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

  private final ServiceConfig config;
  private final ApiKeys keys;
  private final boolean keysNeeded;
  private final Metrics metrics = new Metrics();

  /**
   * @throws IllegalArgumentException if keys are needed and there is none
   */
  Operations(ServiceConfig config, ApiKeys keys) {
    this.config = config;
    this.keys = keys;
    keysNeeded = AccessFilter.keysNeeded(config);
    if (keysNeeded && keys.list().isEmpty()) {
      throw new IllegalArgumentException(
          "requests to %s need API keys, and there is none yet; make one: ./warpath keys create --data %s --name NAME --scopes read,write,admin"
              .formatted(config.host(), config.data()));
    }
    if (!keysNeeded && !HostNames.isLoopback(config.host())) {
      LOG.warn("whoever reaches {} can do everything: security.keys is off", config.host());
    }
  }

  /** What every request passes, in the order in which it acts. */
  List<Routes> filters() {
    return List.of(
        new ProblemAnswers(),
        new RouteNames(),
        new BrowserGuard(config, keysNeeded),
        new AccessFilter(keys, keysNeeded),
        new RateLimit(config.limits()));
  }

  /**
   * {@code /healthz}, {@code /readyz}, {@code /metrics}, {@code /v1/keys}.
   *
   * @param ready whether requests are taken
   */
  List<Routes> routes(BooleanSupplier ready) {
    return List.of(new Health(ready), metrics, new KeyRoutes(keys, config.limits().jsonBytes()));
  }

  /** Hears of every request that has ended. */
  RequestLog requestLog() {
    return new RequestEnds(config.log().requests(), metrics.registry());
  }

  /** Where meters are registered. */
  MeterRegistry registry() {
    return metrics.registry();
  }

  /** Measures requests under way, runs, and the device. */
  void observe(HttpServer server, Scheduler scheduler) {
    registry().gauge("http.server.requests.active", server, HttpServer::requestsUnderWay);
    EngineMetrics.bind(registry(), scheduler);
  }

  @Override
  public void close() {
    metrics.close();
  }
}
