package org.warpath.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.warpath.api.service.keys.KeyAdministration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath keys}: the API keys of a service, whether it runs or not. */
@Command(
    name = "keys",
    description = "Make, list and revoke the API keys of a service; it may be running.",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
  private static final String DATA = "the service's data folder (default: ${DEFAULT-VALUE})";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected create, list or revoke");
  }

  @Command(
      name = "create",
      description = "Make a key and print it, this once: only its hash is kept.",
      mixinStandardHelpOptions = true)
  int create(
      @Option(
              names = "--data",
              paramLabel = "DIR",
              defaultValue = "warpath-data",
              description = DATA)
          Path data,
      @Option(names = "--name", required = true, description = "what to call it") String name,
      @Option(
              names = "--scopes",
              required = true,
              split = ",",
              paramLabel = "SCOPE",
              description = "what it allows: read, write, admin; each includes those before it")
          List<String> scopes)
      throws IOException {
    ServiceCheck.requireService();
    print(List.of(KeyAdministration.create(data, name, scopes)));
    return ExitCode.OK;
  }

  @Command(
      name = "list",
      description = "List the keys: id, scopes, when they were made, name.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(
              names = "--data",
              paramLabel = "DIR",
              defaultValue = "warpath-data",
              description = DATA)
          Path data)
      throws IOException {
    ServiceCheck.requireService();
    print(KeyAdministration.list(data));
    return ExitCode.OK;
  }

  @Command(
      name = "revoke",
      description = "Revoke a key; a service that runs refuses it within a second.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Option(
              names = "--data",
              paramLabel = "DIR",
              defaultValue = "warpath-data",
              description = DATA)
          Path data,
      @Parameters(paramLabel = "ID", description = "its id, as list tells it") String id)
      throws IOException {
    ServiceCheck.requireService();
    KeyAdministration.revoke(data, id);
    return ExitCode.OK;
  }

  private void print(List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
  }
}
