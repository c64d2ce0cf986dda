package org.warpath.api.service;

import java.util.List;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.http.HttpServer;
import org.warpath.api.service.http.ProblemAnswers;
import org.warpath.api.service.http.Routes;

/** The service: its parts, wired. */
public final class Service implements AutoCloseable {
  private final HttpServer server;

  private Service(HttpServer server) {
    this.server = server;
  }

  /** Starts the service. */
  public static Service start(ServiceConfig config) {
    List<Routes> routes = List.of(new ProblemAnswers());
    return new Service(HttpServer.start(config, routes));
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Stops the service. */
  @Override
  public void close() {
    server.close();
  }
}
