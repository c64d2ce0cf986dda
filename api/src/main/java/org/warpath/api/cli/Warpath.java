package org.warpath.api.cli;

import java.util.concurrent.Callable;
import org.warpath.api.cli.nn.NnCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: dispatches to the commands. */
@Command(
    name = "warpath",
    description =
        "Graph analytics, linear algebra, Fourier transforms and neural networks, on the GPU where there is"
            + " one.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      ImportCommand.class,
      GenerateCommand.class,
      InfoCommand.class,
      PageRankCommand.class,
      SsspCommand.class,
      WidestCommand.class,
      BfsCommand.class,
      WccCommand.class,
      CdlpCommand.class,
      LccCommand.class,
      TrianglesCommand.class,
      GraphalyticsCommand.class,
      GemmCommand.class,
      SpmvCommand.class,
      SolveCommand.class,
      SvdCommand.class,
      EigsCommand.class,
      FftCommand.class,
      StftCommand.class,
      NnCommand.class,
      ServeCommand.class,
      KeysCommand.class,
      SelfTestCommand.class,
      BundleCommand.class
    },
    footer = {
      "",
      "\"warpath COMMAND --help\" tells a command's options. \"warpath test\" runs all tests, \"warpath"
          + " bench\" the benchmarks.",
      "Exit codes: 0 done, 1 failed, 2 bad input."
    })
public final class Warpath implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(execute(new Warpath(), arguments));
  }

  /** Runs one command of {@code root}; the exit code. */
  public static int execute(Object root, String... arguments) {
    try {
      return commandLine(root).execute(arguments);
    } catch (OutOfMemoryError e) {
      System.err.printf(
          "warpath: out of memory (%s); the heap may grow to %d MiB, WARPATH_JAVA_OPTS=-Xmx16g allows more%n",
          e.getMessage(), Runtime.getRuntime().maxMemory() >> 20);
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** A command line over {@code root} that reports errors as all of Warpath does: one line. */
  public static CommandLine commandLine(Object root) {
    return new CommandLine(root)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(110)
        .setParameterExceptionHandler(ErrorLine::misused)
        .setExecutionExceptionHandler(ErrorLine::failed);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
