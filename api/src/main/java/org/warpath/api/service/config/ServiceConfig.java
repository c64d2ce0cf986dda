package org.warpath.api.service.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the service is set up. All are checked here: a setting that cannot be is an {@link
 * InvalidSettingException} with its key.
 *
 * @param host the address to listen on
 * @param port the port to listen on, up to 65535; 0 for any free one
 * @param data the folder that holds graphs, vectors, results and the database
 * @param importFolder where {@code {"file": …}} may read; none if empty
 * @param samples whether a new data folder begins with the shipped Wikipedia graph
 * @param shutdownTimeout how long requests under way have to finish when the service stops; up to 1
 *     day
 * @param limits what requests may cost
 * @param jobs queue, threshold and expiry of runs
 * @param security keys, TLS, other origins
 * @param log how the log is written
 */
public record ServiceConfig(
    String host,
    int port,
    Path data,
    Optional<Path> importFolder,
    boolean samples,
    Duration shutdownTimeout,
    Limits limits,
    Jobs jobs,
    Security security,
    Log log) {

  private static final int MAX_PORT = 65535;
  private static final long GIGABYTE = 1L << 30;
  private static final Duration DAY = Duration.ofDays(1);

  public ServiceConfig {
    if (host.isBlank()) {
      throw new InvalidSettingException("host", "an address or a host's name", "empty");
    }
    Checks.range("port", port, 0, MAX_PORT);
    Checks.span("shutdownTimeout", shutdownTimeout, Duration.ZERO, DAY);
  }

  /**
   * What requests may cost.
   *
   * @param jsonBytes the largest JSON body, up to 1 GiB
   * @param arrayBytes the largest body of a request for mathematics, JSON or binary, up to 1 GiB
   * @param uploadBytes the largest graph file
   * @param requestsPerSecond how many requests one client may make a second; 0 for any number
   * @param requestBurst how many of them at once
   * @param idleTimeout how long a connection may be silent, and grace before {@code bytesPerSecond}
   *     is asked for; 10 ms to 1 day
   * @param headerBytes the largest head of a request, 1 KiB to 1 MiB
   * @param bytesPerSecond the least speed of bodies, in both directions; 0 for any
   * @param concurrentRequests how many requests may be under way; more are refused
   */
  public record Limits(
      long jsonBytes,
      long arrayBytes,
      long uploadBytes,
      int requestsPerSecond,
      int requestBurst,
      Duration idleTimeout,
      long headerBytes,
      long bytesPerSecond,
      int concurrentRequests) {

    public Limits {
      Checks.size("limits.jsonBytes", jsonBytes, 1, GIGABYTE);
      Checks.size("limits.arrayBytes", arrayBytes, 1, GIGABYTE);
      Checks.size("limits.uploadBytes", uploadBytes, 1, Long.MAX_VALUE);
      Checks.range("limits.requestsPerSecond", requestsPerSecond, 0, 1_000_000);
      Checks.range("limits.requestBurst", requestBurst, 1, 1_000_000);
      Checks.span("limits.idleTimeout", idleTimeout, Duration.ofMillis(10), DAY);
      Checks.size("limits.headerBytes", headerBytes, 1 << 10, 1 << 20);
      Checks.size("limits.bytesPerSecond", bytesPerSecond, 0, GIGABYTE);
      Checks.range("limits.concurrentRequests", concurrentRequests, 1, 1_000_000);
    }
  }

  /**
   * Queue, threshold and expiry of runs.
   *
   * @param queueLength how many runs may wait for an engine; more are refused
   * @param queuePerClient how many of them of one client
   * @param asyncEdges a run that is estimated to visit more edges becomes a job by itself
   * @param resultsExpire how long a job's result is kept
   * @param cacheBytes how much memory results of earlier runs may take
   */
  public record Jobs(
      int queueLength,
      int queuePerClient,
      long asyncEdges,
      Duration resultsExpire,
      long cacheBytes) {

    public Jobs {
      Checks.range("jobs.queueLength", queueLength, 1, 1_000_000);
      Checks.range("jobs.queuePerClient", queuePerClient, 1, 1_000_000);
      Checks.range("jobs.asyncEdges", asyncEdges, 0, Long.MAX_VALUE);
      Checks.span("jobs.resultsExpire", resultsExpire, Duration.ofMillis(1), Duration.ofDays(3650));
      Checks.size("jobs.cacheBytes", cacheBytes, 0, Long.MAX_VALUE);
    }
  }

  /** Whether API keys are asked for. */
  public enum Keys {
    /** Unless the address is a loopback one. */
    AUTO,
    REQUIRED,
    OFF
  }

  /**
   * Keys, TLS, other origins.
   *
   * @param keys whether API keys are asked for
   * @param tls certificate and key; plain HTTP if empty
   * @param corsOrigins the origins whose pages may call, {@code https://example.org}; none by
   *     default
   * @param hosts further names under which the service is called; matter only without keys
   */
  public record Security(
      Keys keys, Optional<Tls> tls, List<String> corsOrigins, List<String> hosts) {

    private static final Pattern ORIGIN =
        Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:]+])(:\\d{1,5})?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9a-fA-F:]+]?");

    public Security {
      corsOrigins = List.copyOf(corsOrigins);
      hosts = List.copyOf(hosts);
      for (String origin : corsOrigins) {
        if (!ORIGIN.matcher(origin).matches()) {
          throw new InvalidSettingException(
              "security.corsOrigins",
              "a list of origins such as https://example.org or http://localhost:3000",
              '"' + origin + '"');
        }
      }
      for (String host : hosts) {
        if (!HOST.matcher(host).matches()) {
          throw new InvalidSettingException(
              "security.hosts", "a list of hosts' names without ports", '"' + host + '"');
        }
      }
    }
  }

  /**
   * Certificate and key.
   *
   * @param certificate the chain, PEM, the server's own certificate first
   * @param privateKey PKCS #8, PEM, not encrypted
   */
  public record Tls(Path certificate, Path privateKey) {}

  /** One line of text, or one JSON object, an entry. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /**
   * How the log is written, to standard error.
   *
   * @param format text or JSON
   * @param requests whether each request gets an entry
   */
  public record Log(LogFormat format, boolean requests) {}

  /** What holds where nothing else is said. */
  public static ServiceConfig defaults(Path data) {
    return new ServiceConfig(
        "127.0.0.1",
        8080,
        data,
        Optional.empty(),
        true,
        Duration.ofSeconds(10),
        new Limits(
            1 << 20,
            256L << 20,
            64L << 30,
            0,
            1000,
            Duration.ofSeconds(30),
            16 << 10,
            1 << 10,
            1000),
        new Jobs(1000, 200, 2_000_000_000L, Duration.ofDays(7), defaultCache()),
        new Security(Keys.AUTO, Optional.empty(), List.of(), List.of()),
        new Log(LogFormat.TEXT, true));
  }

  private static long defaultCache() {
    return Math.min(GIGABYTE, Runtime.getRuntime().maxMemory() / 4);
  }

  /** These settings with another address. */
  public ServiceConfig withAddress(String newHost, int newPort) {
    return with(newHost, newPort, importFolder, samples, limits, jobs, security);
  }

  /** These settings with or without the shipped graph. */
  public ServiceConfig withSamples(boolean value) {
    return with(host, port, importFolder, value, limits, jobs, security);
  }

  /** These settings with another folder to import from. */
  public ServiceConfig withImportFolder(Path value) {
    return with(host, port, Optional.of(value), samples, limits, jobs, security);
  }

  /** These settings with other limits. */
  public ServiceConfig withLimits(Limits value) {
    return with(host, port, importFolder, samples, value, jobs, security);
  }

  /** These settings with another queue. */
  public ServiceConfig withJobs(Jobs value) {
    return with(host, port, importFolder, samples, limits, value, security);
  }

  /** These settings with other security. */
  public ServiceConfig withSecurity(Security value) {
    return with(host, port, importFolder, samples, limits, jobs, value);
  }

  private ServiceConfig with(
      String newHost,
      int newPort,
      Optional<Path> newImportFolder,
      boolean newSamples,
      Limits newLimits,
      Jobs newJobs,
      Security newSecurity) {
    return new ServiceConfig(
        newHost,
        newPort,
        data,
        newImportFolder,
        newSamples,
        shutdownTimeout,
        newLimits,
        newJobs,
        newSecurity,
        log);
  }
}
