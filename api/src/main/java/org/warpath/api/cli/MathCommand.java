package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.ConsoleProgress;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.api.math.Computation;
import org.warpath.api.math.MathAnswer;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;
import org.warpath.linalg.io.NpyArray;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads operands, computes, writes the results and prints the answer. */
abstract class MathCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private EngineOptions engine;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write the result to FILE: .npy, .npz, .csv or .mtx (default: print it)")
  private @Nullable Path output;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  /** Reads the operands and checks the options; what is returned then computes. */
  abstract Computation read() throws IOException;

  /** The command's name, for messages. */
  final String name() {
    return spec.name();
  }

  /** Whether the result goes to a file or into JSON: for what has no text. */
  final void requirePlace(String what) {
    if (output == null && !json) {
      throw new IllegalArgumentException(
          "name a file for the " + what + " by -o, or ask for --json");
    }
  }

  @Override
  public Integer call() throws IOException {
    Engine chosen = engine.engine();
    if (output != null) {
      ArrayOutput.requireWritable(output);
    }
    long start = System.nanoTime();
    Computation computation = read();
    double loadSeconds = Timings.secondsSince(start);
    start = System.nanoTime();
    MathAnswer answer = ConsoleProgress.watch(name(), control -> computation.run(chosen, control));
    double computeSeconds = Timings.secondsSince(start);
    if (output != null) {
      ArrayOutput.write(output, answer.arrays());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(object(answer, chosen, loadSeconds, computeSeconds)));
    } else {
      print(answer, out);
      out.printf("done on %s: load %.3f s, compute %.3f s%n", chosen, loadSeconds, computeSeconds);
    }
    out.flush();
    return answer.complete() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private ObjectNode object(
      MathAnswer answer, Engine chosen, double loadSeconds, double computeSeconds) {
    ObjectNode object = Json.object();
    object.put("operation", name());
    object.put("engine", chosen.toString());
    answer.facts().forEach((fact, value) -> Json.put(object, fact, value));
    ObjectNode results = object.putObject("results");
    for (Map.Entry<String, NpyArray> result : answer.arrays().entrySet()) {
      ObjectNode node = results.putObject(result.getKey());
      node.put("type", result.getValue().dtype().numpyName());
      node.set("shape", Json.shape(result.getValue()));
      if (output == null) {
        node.putPOJO("values", result.getValue());
      }
    }
    if (output != null) {
      object.put("output", output.toString());
    }
    ObjectNode seconds = object.putObject("timings");
    seconds.put("load", loadSeconds);
    seconds.put("compute", computeSeconds);
    return object;
  }

  private void print(MathAnswer answer, PrintWriter out) {
    if (!answer.summary().isEmpty()) {
      out.println(answer.summary());
    }
    for (Map.Entry<String, NpyArray> result : answer.arrays().entrySet()) {
      NpyArray array = result.getValue();
      out.printf("%s: %s%n", result.getKey(), array.describe());
      if (output == null) {
        out.println(ArrayOutput.text(array));
      }
    }
    if (output != null) {
      out.printf("written to %s%n", output);
    }
  }
}
