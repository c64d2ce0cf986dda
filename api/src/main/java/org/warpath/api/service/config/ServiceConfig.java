package org.warpath.api.service.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the service is set up.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param data the folder that holds graphs, vectors, results and the database
 * @param importFolder where {@code {"file": …}} may read; none if empty
 * @param samples whether a new data folder begins with the shipped Wikipedia graph
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
    Limits limits,
    Jobs jobs,
    Security security,
    Log log) {

  /**
   * What requests may cost.
   *
   * @param jsonBytes the largest JSON body
   * @param arrayBytes the largest body of a request for mathematics, JSON or binary
   * @param uploadBytes the largest graph file
   * @param requestsPerSecond how many requests one client may make a second; 0 for any number
   * @param requestBurst how many of them at once
   * @param idleTimeout how long a connection may be silent
   */
  public record Limits(
      long jsonBytes,
      long arrayBytes,
      long uploadBytes,
      int requestsPerSecond,
      int requestBurst,
      Duration idleTimeout) {}

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
      long cacheBytes) {}

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
   * @param corsOrigins the origins whose pages may call; none by default
   */
  public record Security(Keys keys, Optional<Tls> tls, List<String> corsOrigins) {}

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
        new Limits(1 << 20, 256L << 20, 64L << 30, 0, 1000, Duration.ofSeconds(30)),
        new Jobs(1000, 200, 2_000_000_000L, Duration.ofDays(7), defaultCache()),
        new Security(Keys.AUTO, Optional.empty(), List.of()),
        new Log(LogFormat.TEXT, true));
  }

  private static long defaultCache() {
    return Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);
  }

  /** These settings with another address. */
  public ServiceConfig withAddress(String newHost, int newPort) {
    return new ServiceConfig(
        newHost, newPort, data, importFolder, samples, limits, jobs, security, log);
  }

  /** These settings with or without the shipped graph. */
  public ServiceConfig withSamples(boolean value) {
    return new ServiceConfig(host, port, data, importFolder, value, limits, jobs, security, log);
  }

  /** These settings with another folder to import from. */
  public ServiceConfig withImportFolder(Path value) {
    return new ServiceConfig(
        host, port, data, Optional.of(value), samples, limits, jobs, security, log);
  }

  /** These settings with other limits. */
  public ServiceConfig withLimits(Limits value) {
    return new ServiceConfig(host, port, data, importFolder, samples, value, jobs, security, log);
  }

  /** These settings with another queue. */
  public ServiceConfig withJobs(Jobs value) {
    return new ServiceConfig(host, port, data, importFolder, samples, limits, value, security, log);
  }

  /** These settings with other security. */
  public ServiceConfig withSecurity(Security value) {
    return new ServiceConfig(host, port, data, importFolder, samples, limits, jobs, value, log);
  }
}
