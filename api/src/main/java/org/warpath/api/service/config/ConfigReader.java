package org.warpath.api.service.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.config.ServiceConfig.Jobs;
import org.warpath.api.service.config.ServiceConfig.Keys;
import org.warpath.api.service.config.ServiceConfig.Limits;
import org.warpath.api.service.config.ServiceConfig.Log;
import org.warpath.api.service.config.ServiceConfig.LogFormat;
import org.warpath.api.service.config.ServiceConfig.Security;
import org.warpath.api.service.config.ServiceConfig.Tls;

/**
 * Reads the service's settings: one YAML file, environment variables over it, options of the
 * command line over both. A setting's key is its path in the file, {@code limits.jsonBytes}; its
 * variable follows from it, {@code WARPATH_LIMITS_JSON_BYTES}.
 */
public final class ConfigReader {
  private final Settings settings;

  private ConfigReader(Settings settings) {
    this.settings = settings;
  }

  /**
   * The settings, all of them checked.
   *
   * @param file the file; null if there is none
   * @param environment variables by name, our own and others
   * @param options values by key
   * @throws IllegalArgumentException for the first setting that is unknown, malformed or out of
   *     range: where it stands, its key, what was expected, what was found
   * @throws IOException if {@code file} cannot be read
   */
  public static ServiceConfig read(
      @Nullable Path file, Map<String, String> environment, Map<String, String> options)
      throws IOException {
    Settings settings =
        new Settings(file == null ? Map.of() : YamlSettings.read(file), environment, options);
    try {
      ServiceConfig config = new ConfigReader(settings).service();
      settings.refuseUnknown();
      return config;
    } catch (InvalidSettingException e) {
      Setting setting = settings.find(e.key());
      String origin = setting == null ? "" : setting.origin() + ": ";
      throw new IllegalArgumentException(origin + e.getMessage(), e);
    }
  }

  private ServiceConfig service() {
    ServiceConfig otherwise =
        ServiceConfig.defaults(settings.path("data").orElse(Path.of("warpath-data")));
    return new ServiceConfig(
        settings.text("host", otherwise.host()),
        settings.integer("port", otherwise.port()),
        otherwise.data(),
        settings.path("importFolder"),
        settings.flag("samples", otherwise.samples()),
        settings.span("shutdownTimeout", otherwise.shutdownTimeout()),
        limits(otherwise.limits()),
        jobs(otherwise.jobs()),
        security(otherwise.security()),
        log(otherwise.log()));
  }

  private Limits limits(Limits otherwise) {
    return new Limits(
        settings.size("limits.jsonBytes", otherwise.jsonBytes()),
        settings.size("limits.arrayBytes", otherwise.arrayBytes()),
        settings.size("limits.uploadBytes", otherwise.uploadBytes()),
        settings.integer("limits.requestsPerSecond", otherwise.requestsPerSecond()),
        settings.integer("limits.requestBurst", otherwise.requestBurst()),
        settings.span("limits.idleTimeout", otherwise.idleTimeout()),
        settings.size("limits.headerBytes", otherwise.headerBytes()),
        settings.size("limits.bytesPerSecond", otherwise.bytesPerSecond()),
        settings.integer("limits.concurrentRequests", otherwise.concurrentRequests()));
  }

  private Jobs jobs(Jobs otherwise) {
    return new Jobs(
        settings.integer("jobs.queueLength", otherwise.queueLength()),
        settings.integer("jobs.queuePerClient", otherwise.queuePerClient()),
        settings.number("jobs.asyncEdges", otherwise.asyncEdges()),
        settings.span("jobs.resultsExpire", otherwise.resultsExpire()),
        settings.size("jobs.cacheBytes", otherwise.cacheBytes()));
  }

  private Security security(Security otherwise) {
    return new Security(
        settings.oneOf("security.keys", Keys.class, otherwise.keys()),
        tls(),
        settings.list("security.corsOrigins", otherwise.corsOrigins()),
        settings.list("security.hosts", otherwise.hosts()));
  }

  private Optional<Tls> tls() {
    Optional<Path> certificate = settings.path("security.tls.certificate");
    Optional<Path> privateKey = settings.path("security.tls.privateKey");
    if (certificate.isPresent() != privateKey.isPresent()) {
      String missing = certificate.isPresent() ? "privateKey" : "certificate";
      String given = certificate.isPresent() ? "certificate" : "privateKey";
      throw new InvalidSettingException(
          "security.tls." + given, "beside security.tls." + missing, "alone");
    }
    return certificate.map(chain -> new Tls(chain, privateKey.orElseThrow()));
  }

  private Log log(Log otherwise) {
    return new Log(
        settings.oneOf("log.format", LogFormat.class, otherwise.format()),
        settings.flag("log.requests", otherwise.requests()));
  }
}
