package org.warpath.api.service.observe;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.http.Caller;
import org.warpath.api.service.http.ProblemAnswers;

/** Logs and times every request when it has ended. */
public final class RequestEnds implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("org.warpath.requests");

  /** Callers may send any method: the metrics know these. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private final boolean logged;
  private final MeterProvider<Timer> timers;

  /**
   * @param logged whether requests are logged, or only timed
   */
  public RequestEnds(boolean logged, MeterRegistry registry) {
    this.logged = logged;
    timers =
        Timer.builder("http.server.requests")
            .description("requests by route, method and status")
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30))
            .withRegistry(registry);
  }

  @Override
  public void log(Request request, Response response) {
    long nanos = NanoTime.since(request.getBeginNanoTime());
    String route = RouteNames.of(request);
    String method = request.getMethod();
    int status = response.getStatus();
    timers
        .withTags(
            "route",
            route,
            "method",
            METHODS.contains(method) ? method : "other",
            "status",
            Integer.toString(status))
        .record(nanos, TimeUnit.NANOSECONDS);
    if (!logged) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("requestId", request.getAttribute(ProblemAnswers.REQUEST_ID))
        .addKeyValue("method", method)
        .addKeyValue("route", route)
        .addKeyValue("status", status)
        .addKeyValue("millis", TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0)
        .addKeyValue("bytes", Response.getContentBytesWritten(response))
        .addKeyValue("client", Caller.of(request))
        .log("request");
  }
}
