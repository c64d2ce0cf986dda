package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.ConsoleProgress;
import org.warpath.api.cli.console.OutputPlace;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VectorWriter;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens a graph, runs one algorithm on it, writes its vector and prints its answer. */
abstract class AlgorithmCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private GraphInput input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "write the value of every vertex, in the order of vertices, to FILE: .npy, .csv (vertex, name, value),"
              + " else one a line")
  private @Nullable Path output;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  /** Whether {@code -o} asks for a value of every vertex. */
  final boolean writesVector() {
    return output != null;
  }

  /** Runs the algorithm. */
  abstract Answer answer(Graph graph, Engine engine, RunControl control);

  @Override
  public Integer call() throws IOException {
    Engine chosen = input.engine().engine();
    if (output != null) {
      OutputPlace.requireWritable(output);
    }
    long start = System.nanoTime();
    try (Graph graph = input.open()) {
      double openSeconds = Timings.secondsSince(start);
      Answer answer = ConsoleProgress.watch(spec.name(), control -> answer(graph, chosen, control));
      if (output != null) {
        VectorWriter.write(graph, answer.vector().get(), output);
      }
      print(answer, openSeconds);
    }
    return ExitCode.OK;
  }

  private void print(Answer answer, double openSeconds) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode object = Json.answer(answer.algorithm(), answer.stats(), openSeconds);
      answer.json().accept(object);
      out.println(Json.text(object));
    } else {
      answer.text().accept(out);
      out.println(footer(answer.stats(), openSeconds));
    }
    out.flush();
  }

  private static String footer(RunStats stats, double openSeconds) {
    return "%s on %s: load %.3f s, compute %.3f s, %d iterations%s"
        .formatted(
            stats.converged() ? "done" : "not converged",
            stats.engine(),
            openSeconds + stats.timings().load(),
            stats.timings().compute() + stats.timings().download(),
            stats.iterations(),
            stats.converged() ? "" : ", residual %.3e".formatted(stats.residual()));
  }
}
