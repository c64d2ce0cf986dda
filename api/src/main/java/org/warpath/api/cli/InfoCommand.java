package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.warpath.graph.Graph;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Csr;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath info}. */
@Command(name = "info", description = "What a graph file holds.", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private GraphInput input;

  @Option(
      names = "--verify",
      description = "check every section's checksum and structure (.csr files)")
  private boolean verify;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (verify) {
      CsrFile.verify(input.file());
    }
    long start = System.nanoTime();
    try (Graph graph = input.open()) {
      double openSeconds = Timings.secondsSince(start);
      Degrees degrees = Degrees.of(graph.out());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(json(graph, degrees, openSeconds)));
      } else {
        text(out, graph, degrees, openSeconds);
      }
      out.flush();
    }
    return ExitCode.OK;
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

  private ObjectNode json(Graph graph, Degrees degrees, double openSeconds) {
    ObjectNode object = Json.object();
    object.put("file", input.file().toString());
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

  private void text(PrintWriter out, Graph graph, Degrees degrees, double openSeconds) {
    out.printf("%s%n", input.file());
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
