package org.warpath.api.service.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.config.ServiceConfig.Limits;

/** Javalin, set up as the service needs it: one virtual thread a request. */
public final class HttpServer implements AutoCloseable {
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final Javalin javalin;
  private final RequestSlots slots;

  private HttpServer(Javalin javalin, RequestSlots slots) {
    this.javalin = javalin;
    this.slots = slots;
  }

  /**
   * Starts to listen.
   *
   * @param parts the routes, filters first
   * @param log hears of every request that has ended, malformed ones too
   * @throws IllegalArgumentException if the address cannot be had, or certificate and key are wrong
   */
  public static HttpServer start(
      ServiceConfig config, List<? extends Routes> parts, RequestLog log) {
    RequestSlots slots = new RequestSlots(config.limits().concurrentRequests());
    Javalin javalin =
        Javalin.create(javalinConfig -> {
          configure(javalinConfig);
          javalinConfig.jetty.modifyServer(server -> configure(server, config, slots, log));
          javalinConfig.jetty.modifyHttpConfiguration(http -> configure(http, config.limits()));
          javalinConfig.jetty.addConnector((server, http) -> Listener.open(server, http, config));
          parts.forEach(part -> part.addTo(javalinConfig.routes));
        });
    return new HttpServer(javalin.start(), slots);
  }

  private static void configure(JavalinConfig javalin) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.prefer405over404 = true;
    javalin.http.compressionStrategy = CompressionStrategy.GZIP;
    javalin.http.generateEtags = false;
    javalin.router.javaLangErrorHandler(ProblemAnswers::answerError);
    // Without a bound of its own: waiting clients would keep others, and health checks, from
    // coming.
    javalin.jetty.threadPool = new VirtualThreadPool(0);
    // Names of vertices may hold slashes and whatever else; percent-encoded, they are one segment.
    javalin.jetty.modifyServletContextHandler(handler -> {
      handler.getServletHandler().setDecodeAmbiguousURIs(true);
      handler.setErrorHandler(new ProtocolErrors());
    });
  }

  private static void configure(
      Server server, ServiceConfig config, RequestSlots slots, RequestLog log) {
    server.setErrorHandler(new ProtocolErrors());
    server.setRequestLog(log);
    server.setStopTimeout(config.shutdownTimeout().toMillis());
    Limits limits = config.limits();
    if (limits.bytesPerSecond() > 0) {
      server.insertHandler(new LeastSpeed(limits.bytesPerSecond(), limits.idleTimeout()));
    }
    server.insertHandler(new GracefulHandler());
    server.insertHandler(slots);
    server.insertHandler(new HeadDeadline(limits.idleTimeout()));
    server.insertHandler(new RequestIds());
  }

  private static void configure(HttpConfiguration http, Limits limits) {
    http.setSendServerVersion(false);
    http.setIdleTimeout(limits.idleTimeout().toMillis());
    http.setRequestHeaderSize((int) limits.headerBytes());
    http.addCustomizer((request, headers) -> withoutMethodOverride(request));
    http.setUriCompliance(
        UriCompliance.from(
            EnumSet.of(
                Violation.AMBIGUOUS_PATH_SEPARATOR,
                Violation.AMBIGUOUS_PATH_ENCODING,
                Violation.AMBIGUOUS_PATH_SEGMENT,
                Violation.AMBIGUOUS_PATH_PARAMETER,
                Violation.SUSPICIOUS_PATH_CHARACTERS)));
  }

  // Javalin would take it for the method: what looks like a GET could delete.
  private static Request withoutMethodOverride(Request request) {
    if (!request.getHeaders().contains(METHOD_OVERRIDE)) {
      return request;
    }
    HttpFields headers = HttpFields.build(request.getHeaders()).remove(METHOD_OVERRIDE);
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return headers;
      }
    };
  }

  /** How many requests are under way. */
  public int requestsUnderWay() {
    return slots.taken();
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** {@code "GET /v1/graphs/{graph}"} of every route. */
  public Set<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method + " " + endpoint.path)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Stops listening; returns when the requests under way have ended, or at the latest after the
   * configured time, which cuts them off.
   */
  @Override
  public void close() {
    Server server = javalin.jettyServer().server();
    try {
      // Not Javalin's stop, which logs requests that took too long as an error of the server.
      server.stop();
    } catch (TimeoutException e) {
      LOG.warn("requests that had not ended after {} ms were cut off", server.getStopTimeout());
    } catch (Exception e) {
      throw new IllegalStateException("the server cannot be stopped", e);
    }
  }
}
