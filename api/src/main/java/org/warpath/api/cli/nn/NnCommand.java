package org.warpath.api.cli.nn;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code warpath nn}. */
@Command(
    name = "nn",
    description = "Neural networks.",
    mixinStandardHelpOptions = true,
    subcommands = {TrainCommand.class, TestCommand.class})
public final class NnCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
