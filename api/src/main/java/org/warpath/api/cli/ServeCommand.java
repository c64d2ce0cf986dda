package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.ServiceProcess;
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
    ServiceCheck.requireService();
    ServiceProcess.run(config, options(), spec.commandLine().getOut());
    return ExitCode.OK;
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
}
