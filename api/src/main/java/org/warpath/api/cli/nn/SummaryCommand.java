package org.warpath.api.cli.nn;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.warpath.api.model.ModelFile;
import org.warpath.nn.network.Network;
import org.warpath.nn.tensor.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code warpath nn summary}. */
@Command(
    name = "summary",
    description = "The layers of a model: shapes, learned parameters, multiply-adds of a pass.",
    mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;

  @Override
  public Integer call() throws IOException {
    ModelFile model = options.read();
    Map<String, Shape> shapes = options.shapes(model);
    Network network = model.network(shapes);
    PrintWriter out = spec.commandLine().getOut();
    out.print(network.summary(shapes));
    out.printf("outputs: %s%n", String.join(", ", network.outputs()));
    out.flush();
    return ExitCode.OK;
  }
}
