package org.warpath.api.cli.nn;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.warpath.api.cli.console.ConsoleProgress;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.kernels.Engine;
import org.warpath.nn.caffe.CaffeNet;
import org.warpath.nn.caffe.CaffeTest;
import org.warpath.nn.caffe.NetState;
import org.warpath.nn.caffe.Phase;
import org.warpath.nn.data.ImageFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath nn test}. */
@Command(
    name = "test",
    description = "Tests a network of Caffe's: its accuracy and loss, as means over batches.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engines;

  @Mixin private ImageOption images;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "the network's definition, .prototxt")
  private Path model;

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = ".caffemodel or .safetensors")
  private Path weights;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "batches to test (default: ${DEFAULT-VALUE})")
  private int iterations = 50;

  @Override
  public Integer call() throws IOException {
    ImageFolder folder = images.read(CaffeNet.read(model, NetState.of(Phase.TEST)));
    Engine engine = engines.engine();
    Map<String, Double> means =
        ConsoleProgress.watchIo(
            "test", control -> CaffeTest.run(model, weights, folder, iterations, engine, control));
    PrintWriter out = spec.commandLine().getOut();
    means.forEach((name, mean) -> out.printf("%s = %.6g%n", name, mean));
    out.flush();
    return ExitCode.OK;
  }
}
