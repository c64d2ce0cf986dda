package org.warpath.api.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.api.client.Transport.Settings;
import org.warpath.api.client.answer.Engines;

/**
 * A client of a running service.
 *
 * {@snippet :
 * try (WarpathClient client = WarpathClient.connect(URI.create("http://127.0.0.1:8080"))) {
 *   PageRankAnswer answer =
 *       client.graph("simplewiki").pageRank(PageRankQuery.defaults().withDamping(0.9).withTop(20));
 *   answer.top().forEach(v -> System.out.println(v.label() + "  " + v.value()));
 * }
 * }
 *
 * <p>All methods wait for the answer. They throw {@link WarpathException} if the service says that
 * something is wrong, and {@link java.io.UncheckedIOException} if there is no answer, also when the
 * thread is interrupted. What the service refuses for now (429, 503) is sent again after the time
 * that it names, and what only looks is sent again if the answer is lost; both a few times at most.
 *
 * <p>Immutable: any number of threads may share a client. Clients made of one another share their
 * connections, and are closed together.
 */
public final class WarpathClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final int ATTEMPTS = 4;

  private final Transport transport;

  private WarpathClient(Transport transport) {
    this.transport = transport;
  }

  /**
   * A client without an API key, that waits 10 seconds for a connection, 5 minutes for an answer to
   * begin or go on, and sends a call up to 4 times.
   *
   * @param service its address, such as {@code http://127.0.0.1:8080}; may end in a path
   * @throws IllegalArgumentException if it is not the address of a server
   */
  public static WarpathClient connect(URI service) {
    return connect(
        service,
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build());
  }

  /** As {@link #connect(URI)}, with certificates, a proxy or whatever else {@code http} has. */
  public static WarpathClient connect(URI service, HttpClient http) {
    String scheme = service.getScheme();
    boolean web = "http".equals(scheme) || "https".equals(scheme);
    if (!web || service.getHost() == null || service.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "expected an address such as http://127.0.0.1:8080, was " + service);
    }
    URI base = service.getPath().endsWith("/") ? service : URI.create(service + "/");
    return new WarpathClient(new Transport(http, new Settings(base, null, TIMEOUT, ATTEMPTS)));
  }

  /** This client with an API key. */
  public WarpathClient withKey(String key) {
    Settings old = transport.settings();
    return with(key, old.timeout(), old.attempts());
  }

  /**
   * This client with another patience.
   *
   * @param timeout how long an answer may take to begin, and how long it may then fall silent; more
   *     than 0, 5 minutes at first. Uploads may take any time
   */
  public WarpathClient withTimeout(Duration timeout) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout must be more than 0, was " + timeout);
    }
    Settings old = transport.settings();
    return with(old.key(), timeout, old.attempts());
  }

  /**
   * This client with another perseverance.
   *
   * @param attempts how often at most a call is sent, at least 1; 4 at first
   */
  public WarpathClient withAttempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, was " + attempts);
    }
    Settings old = transport.settings();
    return with(old.key(), old.timeout(), attempts);
  }

  private WarpathClient with(@Nullable String key, Duration timeout, int attempts) {
    Settings settings = new Settings(transport.settings().base(), key, timeout, attempts);
    return new WarpathClient(new Transport(transport.http(), settings));
  }

  /** The catalog of graphs. */
  public Graphs graphs() {
    return new Graphs(transport);
  }

  /** A graph of the catalog, whether or not there is one of this name. */
  public GraphClient graph(String name) {
    return new GraphClient(transport, name);
  }

  /** The jobs. */
  public Jobs jobs() {
    return new Jobs(transport);
  }

  /** Linear algebra and Fourier transforms. */
  public MathClient math() {
    return new MathClient(transport);
  }

  /** Neural networks: models, predictions, trainings. */
  public Networks networks() {
    return new Networks(transport);
  }

  /** The API keys. */
  public ApiKeys keys() {
    return new ApiKeys(transport);
  }

  /** What computes there, how much memory it has, and why there is no GPU if there is none. */
  public Engines engines() {
    return transport.json(Call.get("v1", "engines"), Engines.class);
  }

  /** Whether the service lives; throws if it does not answer. */
  public boolean healthy() {
    return "ok".equals(transport.json(Call.get("healthz"), Map.class).get("status"));
  }

  /** Whether the service takes requests; throws if it does not answer. */
  public boolean ready() {
    try {
      transport.discard(Call.get("readyz").once());
      return true;
    } catch (WarpathException e) {
      if (e.status() == 503) {
        return false;
      }
      throw e;
    }
  }

  /** The service's metrics, in Prometheus' text format. */
  public String metrics() {
    return transport.text(Call.get("metrics").accept("text/plain"));
  }

  /** The service's contract: OpenAPI 3.1, YAML. */
  public String openapi() {
    return transport.text(Call.get("openapi.yaml").accept("application/yaml"));
  }

  /** Lets the connections go, once calls in flight have ended. */
  @Override
  public void close() {
    transport.http().close();
  }
}
