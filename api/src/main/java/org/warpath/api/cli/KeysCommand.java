package org.warpath.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.warpath.api.service.catalog.Names;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.keys.ApiKey;
import org.warpath.api.service.keys.ApiKeys;
import org.warpath.api.service.keys.NewKey;
import org.warpath.api.service.store.Database;
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
      description = "Make a key and print it: it is kept nowhere, only its hash is.",
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
    if (!Names.isValid(name)) {
      throw new IllegalArgumentException(
          "--name must be 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit");
    }
    EnumSet<Scope> asked =
        scopes.stream()
            .map(Scope::of)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    try (Database database = Database.openShared(data)) {
      NewKey made =
          new ApiKeys(database)
              .create(name, asked)
              .orElseThrow(
                  () -> new IllegalArgumentException("there is a key named " + name + " already"));
      out().println(made.secret());
      out().flush();
    }
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
    try (Database database = existing(data)) {
      for (ApiKey key : new ApiKeys(database).list()) {
        out()
            .printf(
                "%s  %-16s  %s  %s%n",
                key.id(), ApiKey.text(key.scopes()), key.created(), key.name());
      }
      out().flush();
    }
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
    try (Database database = existing(data)) {
      if (!new ApiKeys(database).revoke(id)) {
        throw new IllegalArgumentException("there is no key with the id " + id);
      }
    }
    return ExitCode.OK;
  }

  private static Database existing(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      throw new NoSuchFileException(data.toString());
    }
    return Database.openShared(data);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
