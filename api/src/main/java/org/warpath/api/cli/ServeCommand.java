package org.warpath.api.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.warpath.api.service.Service;
import org.warpath.api.service.config.ServiceConfig;
import picocli.CommandLine.Command;
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

  @Option(names = "--port", paramLabel = "N", description = "the port (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(names = "--data", paramLabel = "DIR", description = "where graphs and results are kept")
  private Path data = Path.of("warpath-data");

  @Override
  public Integer call() throws Exception {
    Service service = Service.start(ServiceConfig.defaults(data).withAddress("127.0.0.1", port));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service), "warpath-end"));
    spec.commandLine().getOut().printf("http://127.0.0.1:%d%n", service.port());
    spec.commandLine().getOut().flush();
    new CountDownLatch(1).await();
    return 0;
  }

  /** Told to end, it has done well: Java's own exit code would be that of a killed process. */
  private static void end(Service service) {
    service.close();
    Runtime.getRuntime().halt(0);
  }
}
