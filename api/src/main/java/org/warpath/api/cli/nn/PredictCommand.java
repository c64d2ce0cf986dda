package org.warpath.api.cli.nn;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.api.cli.console.OutputPlace;
import org.warpath.api.model.ModelFile;
import org.warpath.api.model.Predictor;
import org.warpath.api.model.TensorArrays;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;
import org.warpath.nn.network.Session;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath nn predict}. */
@Command(
    name = "predict",
    description = {
      "Run a model on inputs. Of its first output the largest numbers are printed, for each example.",
      "Several .png files are a batch; they are brought to the size and the channels that the model"
          + " says."
    },
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions options;
  @Mixin private PictureOptions pictures;
  @Mixin private EngineOptions engine;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "[NAME=]INPUT",
      description = "the inputs: .npy, .png, or .pb, ONNX's own")
  private List<String> inputs;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write outputs: the first to a .npy file, all to a .npz file")
  private @Nullable Path output;

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "how many of the largest numbers are printed (default: ${DEFAULT-VALUE})")
  private int top = 5;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "what to call the numbers: a line each")
  private @Nullable Path labels;

  @Override
  public Integer call() throws IOException {
    if (output != null) {
      requireOutput(output);
    }
    if (top < 0) {
      throw new IllegalArgumentException("--top must be at least 0, was " + top);
    }
    List<String> names = labels == null ? List.of() : Files.readAllLines(labels);
    Engine chosen = engine.engine();
    ModelFile model = options.read();
    Map<String, Shape> shapes = options.shapes(model);
    Map<String, Tensor> given = new InputFiles(model, shapes, pictures).read(inputs);
    given.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    Predictor net = model.predictor(shapes);
    long start = System.nanoTime();
    Map<String, Tensor> results = run(net, given, chosen);
    double seconds = Timings.secondsSince(start);
    PrintWriter out = spec.commandLine().getOut();
    if (output != null) {
      write(output, results);
    }
    Ranking ranking = new Ranking(top, names);
    String first = net.network().outputs().getFirst();
    out.printf("%s: %s%n", first, results.get(first));
    ranking.print(results.get(first), out);
    if (output != null) {
      out.printf("written to %s%n", output);
    }
    out.printf("done on %s: %.3f s%n", chosen, seconds);
    out.flush();
    return ExitCode.OK;
  }

  private static Map<String, Tensor> run(Predictor net, Map<String, Tensor> given, Engine engine) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    try (Session session = net.open(engine)) {
      for (String input : net.network().inputs()) {
        session.write(input, given.get(input));
      }
      session.forward(net.mode());
      for (String name : net.network().outputs()) {
        results.put(name, session.read(name));
      }
    }
    return results;
  }

  private static boolean isArchive(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
  }

  private static void requireOutput(Path file) throws IOException {
    if (!isArchive(file) && !file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      throw new IllegalArgumentException(file + " has none of the endings .npy and .npz");
    }
    OutputPlace.requireWritable(file);
  }

  private static void write(Path file, Map<String, Tensor> results) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    results.forEach(
        (name, tensor) -> arrays.put(name.replace('/', '_'), TensorArrays.array(tensor)));
    if (isArchive(file)) {
      Npz.write(file, arrays);
    } else {
      Npy.write(file, arrays.values().iterator().next());
    }
  }
}
