package org.warpath.api.service.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.config.ServiceConfig;

/** Javalin, set up as the service needs it: one virtual thread a request. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final long STOP_MILLIS = 5000;

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts to listen.
   *
   * @param parts the routes, filters first
   * @throws io.javalin.util.JavalinBindException if the address is taken
   */
  public static HttpServer start(ServiceConfig config, List<? extends Routes> parts) {
    Javalin javalin =
        Javalin.create(javalinConfig -> {
          configure(javalinConfig, config);
          parts.forEach(part -> part.addTo(javalinConfig.routes));
        });
    return new HttpServer(javalin.start(config.host(), config.port()));
  }

  private static void configure(JavalinConfig javalin, ServiceConfig config) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.http.prefer405over404 = true;
    javalin.http.compressionStrategy = CompressionStrategy.GZIP;
    javalin.http.generateEtags = false;
    javalin.jetty.threadPool = new VirtualThreadPool();
    javalin.jetty.modifyHttpConfiguration(http -> configure(http, config));
    javalin.jetty.modifyServer(HttpServer::configure);
    // Names of vertices may hold slashes and whatever else; percent-encoded, they are one segment.
    javalin.jetty.modifyServletContextHandler(handler -> {
      handler.getServletHandler().setDecodeAmbiguousURIs(true);
      handler.setErrorHandler(new ProtocolErrors());
    });
  }

  private static void configure(Server server) {
    server.setErrorHandler(new ProtocolErrors());
    server.insertHandler(new GracefulHandler());
    server.setStopTimeout(STOP_MILLIS);
  }

  private static void configure(HttpConfiguration http, ServiceConfig config) {
    http.setSendServerVersion(false);
    http.setIdleTimeout(config.limits().idleTimeout().toMillis());
    http.setUriCompliance(
        UriCompliance.from(
            EnumSet.of(
                Violation.AMBIGUOUS_PATH_SEPARATOR,
                Violation.AMBIGUOUS_PATH_ENCODING,
                Violation.AMBIGUOUS_PATH_SEGMENT,
                Violation.AMBIGUOUS_PATH_PARAMETER,
                Violation.SUSPICIOUS_PATH_CHARACTERS)));
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

  /** Stops listening; answers under way have some seconds to be taken. */
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("answers that nobody took for {} ms were cut off", STOP_MILLIS);
    }
  }
}
