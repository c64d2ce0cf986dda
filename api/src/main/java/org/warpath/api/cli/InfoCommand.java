package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.graph.Graph;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.Architecture;
import org.warpath.linalg.sparse.Csr;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath info}. */
@Command(
    name = "info",
    description = "What a graph file holds; or what this machine offers.",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Subject subject = new Subject();

  /** What to tell about. */
  private static final class Subject {
    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "GRAPH",
        description = "a graph: a .csr file, or a file in any format that import reads")
    private @Nullable Path file;

    @Option(
        names = "--cuda",
        description = "devices, driver and libraries, and why CUDA is not used if it is not")
    private boolean cuda;

    @Option(
        names = "--kernels",
        description =
            "registers, spills and shared memory of every kernel, on the first device or else on sm_90")
    private boolean kernels;

    @Option(
        names = "--math",
        description = "the library for dense linear algebra on the CPU, its kernels and threads")
    private boolean math;
  }

  @Mixin private EngineOptions engine = new EngineOptions();

  @Option(
      names = "--verify",
      description = "check every section's checksum and structure (.csr files)")
  private boolean verify;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (subject.file != null) {
      graph(out, subject.file);
    }
    if (subject.cuda) {
      CudaInfo info = CudaInfo.gather();
      print(out, info::json, info::print);
    }
    if (subject.kernels) {
      KernelInfo info = KernelInfo.gather(new Architecture(9, 0));
      print(out, info::json, info::print);
    }
    if (subject.math) {
      MathInfo info = MathInfo.gather();
      print(out, info::json, info::print);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void print(PrintWriter out, Supplier<ObjectNode> asJson, Consumer<PrintWriter> asText) {
    if (json) {
      out.println(Json.text(asJson.get()));
    } else {
      asText.accept(out);
    }
  }

  private void graph(PrintWriter out, Path file) throws IOException {
    if (verify) {
      CsrFile.verify(file);
    }
    long start = System.nanoTime();
    try (Graph graph = GraphInput.open(file, engine)) {
      double openSeconds = Timings.secondsSince(start);
      Degrees degrees = Degrees.of(graph.out());
      print(
          out,
          () -> json(file, graph, degrees, openSeconds),
          printer -> text(printer, file, graph, degrees, openSeconds));
    }
  }

  /** Out-degrees at a glance. */
  private record Degrees(long max, double mean, int withoutOut) {
    static Degrees of(Csr out) {
      long max = 0;
      int without = 0;
      for (int row = 0; row < out.rowCount(); row++) {
        long length = out.rowLength(row);
        max = Math.max(max, length);
        without += length == 0 ? 1 : 0;
      }
      double mean = out.rowCount() == 0 ? 0 : (double) out.entryCount() / out.rowCount();
      return new Degrees(max, mean, without);
    }
  }

  private ObjectNode json(Path file, Graph graph, Degrees degrees, double openSeconds) {
    ObjectNode object = Json.object();
    object.put("file", file.toString());
    object.put("vertices", graph.vertexCount());
    object.put("arcs", graph.edgeCount());
    object.put("symmetric", graph.symmetric());
    object.put("weighted", graph.weighted());
    object.put("named", graph.names().isPresent());
    object.put("order", graph.order().isIdentity() ? "none" : "degree");
    object.put("inEdges", graph.hasInEdges());
    object.put("maxOutDegree", degrees.max());
    object.put("meanOutDegree", degrees.mean());
    object.put("withoutOutEdges", degrees.withoutOut());
    object.put("openSeconds", openSeconds);
    if (verify) {
      object.put("verified", true);
    }
    return object;
  }

  private void text(PrintWriter out, Path file, Graph graph, Degrees degrees, double openSeconds) {
    out.printf("%s%n", file);
    out.printf(
        "vertices      %,d%s%n", graph.vertexCount(), graph.names().isPresent() ? ", named" : "");
    out.printf(
        "arcs          %,d, %s, %s%n",
        graph.edgeCount(),
        graph.symmetric() ? "undirected (both arcs of every edge)" : "directed",
        graph.weighted() ? "weighted" : "without weights");
    out.printf(
        "out-degrees   mean %.2f, largest %,d; %,d vertices without out-edges%n",
        degrees.mean(), degrees.max(), degrees.withoutOut());
    out.printf(
        "stored        %s%n", graph.order().isIdentity() ? "as numbered" : "by descending degree");
    out.printf("in-edges      %s%n", graph.hasInEdges() ? "at hand" : "made on first need");
    if (verify) {
      out.println("verified      every section is sound");
    }
    out.printf("opened in     %.1f ms%n", openSeconds * 1e3);
  }
}
