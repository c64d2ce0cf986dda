package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.warpath.api.log.StandardErrorLog;
import org.warpath.api.service.Service;
import org.warpath.api.service.config.ConfigReader;
import org.warpath.api.service.config.ServiceConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath serve}. */
@Command(
    name = "serve",
    description = "Serve graphs, algorithms and mathematics over HTTP, with a web page.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "the address to listen on (default: 127.0.0.1); others ask for API keys")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the port to listen on (default: 8080); 0 takes any free one")
  private @Nullable String port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where graphs and results are kept (default: warpath-data)")
  private @Nullable String data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "further settings, in YAML; docs/warpath.yaml has them all. Every one is also a variable:"
              + " WARPATH_LIMITS_JSON_BYTES for limits.jsonBytes")
  private @Nullable Path config;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServiceConfig settings = ConfigReader.read(config, System.getenv(), options());
    StandardErrorLog.forService(settings.log().format() == ServiceConfig.LogFormat.JSON);
    Service service = start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service), "warpath-end"));
    String scheme = settings.security().tls().isPresent() ? "https" : "http";
    String name = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    spec.commandLine().getOut().printf("%s://%s:%d%n", scheme, name, service.port());
    spec.commandLine().getOut().flush();
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private static Service start(ServiceConfig settings) throws IOException {
    try {
      return Service.start(settings);
    } catch (FileSystemException e) {
      throw new IllegalArgumentException("data folder " + settings.data() + ": " + reason(e), e);
    }
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case AccessDeniedException denied -> denied.getFile() + " cannot be written";
      case FileAlreadyExistsException file -> file.getFile() + " is not a folder";
      case NoSuchFileException missing -> missing.getFile() + " cannot be made";
      default -> e.getReason() == null ? e.getMessage() : e.getReason();
    };
  }

  private Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    put(options, "host", host);
    put(options, "port", port);
    put(options, "data", data);
    return options;
  }

  private static void put(Map<String, String> options, String key, @Nullable String value) {
    if (value != null) {
      options.put(key, value);
    }
  }

  /** Told to end, it has done well: Java's own exit code would be that of a killed process. */
  private static void end(Service service) {
    service.close();
    Runtime.getRuntime().halt(0);
  }
}
