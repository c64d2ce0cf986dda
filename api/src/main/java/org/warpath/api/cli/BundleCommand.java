package org.warpath.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.warpath.api.bundle.Bundle;
import org.warpath.api.bundle.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath bundle}. */
@Command(
    name = "bundle",
    description =
        "Make a folder of at most 60 MB that runs Warpath, and its tests on the GPU, on another"
            + " Linux machine with nothing installed.",
    mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description = "a new folder, an empty one, or an earlier bundle, which is replaced")
  private Path directory;

  @Override
  public Integer call() throws IOException {
    Bundle bundle = Bundle.write(directory, Program.running(), Version.number());
    PrintWriter out = spec.commandLine().getOut();
    for (Bundle.Part part : bundle.parts()) {
      out.printf(
          "%6s MB  %-11s %s%n", Bundle.megabytes(part.byteSize()), part.name(), part.contents());
    }
    out.printf(
        "%6s MB  %s, of at most %s%n",
        Bundle.megabytes(bundle.byteSize()),
        bundle.directory(),
        Bundle.megabytes(Bundle.LIMIT_BYTES));
    out.flush();
    return ExitCode.OK;
  }
}
