package org.warpath.api.cli.nn;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.warpath.api.cli.console.OutputPlace;
import org.warpath.api.model.ModelFile;
import org.warpath.nn.checkpoint.Safetensors;
import org.warpath.nn.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath nn convert}. */
@Command(
    name = "convert",
    description = "Write the weights of a model as safetensors, named LAYER.PARAMETER.",
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "where to: a file that ends with .safetensors")
  private Path output;

  @Override
  public Integer call() throws IOException {
    if (!output.toString().endsWith(".safetensors")) {
      throw new IllegalArgumentException(output + " does not end with .safetensors");
    }
    OutputPlace.requireWritable(output);
    ModelFile model = options.read();
    Map<String, Tensor> weights = model.predictor(options.shapes(model)).weights().tensors();
    new Safetensors(weights, Map.of("source", String.valueOf(options.file().getFileName())))
        .write(output);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%,d tensors, %,d bytes written to %s%n",
        weights.size(), weights.values().stream().mapToLong(Tensor::byteSize).sum(), output);
    out.flush();
    return ExitCode.OK;
  }
}
