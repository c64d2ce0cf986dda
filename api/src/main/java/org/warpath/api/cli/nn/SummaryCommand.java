package org.warpath.api.cli.nn;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.warpath.nn.onnx.OnnxModel;
import org.warpath.nn.onnx.OnnxNetwork;
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
    OnnxModel model = options.read();
    OnnxNetwork net = model.network(options.shapes(model));
    PrintWriter out = spec.commandLine().getOut();
    out.print(net.network().summary(net.inputShapes()));
    out.printf("outputs: %s%n", String.join(", ", net.network().outputs()));
    out.flush();
    return ExitCode.OK;
  }
}
