package org.warpath.api.cli.nn;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code warpath nn}: networks. */
@Command(
    name = "nn",
    description = "Neural networks: look at models, run them, convert them, train them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SummaryCommand.class,
      PredictCommand.class,
      ConvertCommand.class,
      ConformanceCommand.class,
      TrainCommand.class,
      TestCommand.class
    })
public final class NnCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected " + String.join(", ", spec.subcommands().keySet()));
  }
}
