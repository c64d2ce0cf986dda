package org.warpath.bench;

import java.util.concurrent.Callable;
import org.warpath.api.cli.Warpath;
import org.warpath.bench.kernels.CompareBench;
import org.warpath.bench.kernels.KernelsBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code warpath bench}. */
@Command(
    name = "warpath bench",
    description = "Measure Warpath on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CpuBench.class,
      CudaBench.class,
      MathBench.class,
      CudaMathBench.class,
      NnBench.class,
      DiskBench.class,
      MediaWikiDump.class,
      MediaWikiImport.class,
      KernelsBench.class,
      CompareBench.class,
      WikipediaBench.class
    })
public final class Bench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Runs one benchmark and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(Warpath.execute(new Bench(), arguments));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
