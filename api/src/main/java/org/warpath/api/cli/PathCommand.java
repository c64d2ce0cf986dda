package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.paths.Path;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Option;

/** What the commands with a source and perhaps a target share. */
abstract class PathCommand extends AlgorithmCommand {
  @Option(
      names = "--source",
      required = true,
      paramLabel = "V",
      description = "where to start: a name or an id (#17 is always an id)")
  private String source = "";

  @Option(
      names = "--target",
      paramLabel = "V",
      description = "print the path to this vertex: a name or an id")
  private @Nullable String target;

  /** Where paths start, and which one to print. */
  record Ends(int source, @Nullable Integer target) {}

  @Override
  final Answer answer(Graph graph, Engine engine, RunControl control) {
    int from = graph.vertex(source);
    Integer to = target == null ? null : (Integer) graph.vertex(target);
    return answer(graph, from, to, engine, control);
  }

  abstract Answer answer(
      Graph graph, int source, @Nullable Integer target, Engine engine, RunControl control);

  /**
   * The path as an array of vertices, each with the weight of the edge that leads to it; null if
   * there is none.
   */
  static void json(ObjectNode object, Graph graph, Path path) {
    if (path.isEmpty()) {
      object.putNull("path");
      return;
    }
    ArrayNode steps = object.putArray("path");
    for (int i = 0; i < path.vertices().size(); i++) {
      ObjectNode step = Json.vertex(steps.addObject(), graph, path.vertices().get(i));
      if (i > 0) {
        Json.put(step, "weight", (float) path.weights().get(i - 1));
      }
    }
  }

  /** The path, a vertex a line. */
  static void text(PrintWriter out, Graph graph, Path path) {
    for (int i = 0; i < path.vertices().size(); i++) {
      String name = graph.name(path.vertices().get(i));
      if (i == 0) {
        out.printf("  %s%n", name);
      } else {
        out.printf("  → %s  (%s)%n", name, number(path.weights().get(i - 1)));
      }
    }
  }

  /** How much was reached, and the path asked for with its {@code measure}: "distance", "width". */
  static void text(
      PrintWriter out, Graph graph, Ends ends, int reached, String measure, Supplier<Path> path) {
    out.printf(
        "%d of %d vertices reached from %s%n",
        reached, graph.vertexCount(), graph.name(ends.source()));
    if (ends.target() == null) {
      return;
    }
    String target = graph.name(ends.target());
    Path found = path.get();
    if (found.isEmpty()) {
      out.printf("no path to %s%n", target);
    } else {
      out.printf("%s to %s: %s%n", measure, target, number(found.total()));
      text(out, graph, found);
    }
  }

  /** A float32 without a needless ".0". */
  static String number(float value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7f
        ? Integer.toString((int) value)
        : Float.toString(value);
  }
}
