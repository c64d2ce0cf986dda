package org.warpath.graph.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;

/**
 * The shortest path format of the 9th DIMACS implementation challenge: {@code c} comments, one line
 * {@code p sp n m}, then m lines {@code a u v w}, vertices from 1. Without the {@code p} line
 * vertices count from 0 and there are as many as the largest id tells.
 */
final class DimacsReader implements FormatReader {

  /** Vertices and arcs as the header declares them; vertices −1 without one. */
  private record Header(int vertices, long arcs) {
    boolean present() {
      return vertices >= 0;
    }
  }

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    try (TextInput input = TextInput.open(ImportRun.single(sources, GraphFormat.DIMACS));
        GraphBuilder builder = run.builder()) {
      Header header = header(input);
      int base = header.present() ? 1 : 0;
      int most = header.present() ? header.vertices() : Integer.MAX_VALUE - 1;
      String expected =
          header.present() ? "a vertex in [1, " + most + "]" : "a vertex of at least 0";
      ImportRun.WeightReader weights = run.weightReader();
      EdgeLines arcs =
          new EdgeLines(
              run.weights(),
              (line, edges) -> {
                if (line.skipWord("c")) {
                  return;
                }
                if (!line.skipWord("a")) {
                  throw line.expected("an arc \"a u v w\"");
                }
                int u = (int) line.requireInteger(base, most, expected) - base;
                int v = (int) line.requireInteger(base, most, expected) - base;
                float weight = run.weights() ? weights.read(line) : 1;
                if (run.weights()) {
                  EdgeLines.requireEnd(line);
                }
                edges.add(u, v, weight);
              });
      long count = arcs.readAll(input, run, builder);
      int vertices = header.present() ? header.vertices() : builder.maxId() + 1;
      if (header.present()) {
        EdgeLines.requireCount(input, "arcs", header.arcs(), count);
      } else if (count == 0) {
        throw new GraphFormatException(input.source(), "has neither a header nor arcs");
      }
      return run.build(builder, count, vertices, run.titles(input.source(), vertices));
    }
  }

  private static Header header(TextInput input) throws IOException {
    LineCursor line = new LineCursor();
    while (input.nextLine(line)) {
      if (line.atEnd() || line.skipWord("c")) {
        continue;
      }
      if (line.skipWord("p")) {
        try {
          return header(line);
        } catch (MalformedLine e) {
          throw input.malformed(e);
        }
      }
      input.untakeLine();
      break;
    }
    return new Header(-1, -1);
  }

  private static Header header(LineCursor line) throws MalformedLine {
    if (!line.skipWord("sp")) {
      throw line.expected("a header \"p sp n m\"");
    }
    int vertices = (int) line.requireInteger(0, Integer.MAX_VALUE, "the number of vertices");
    long arcs = line.requireInteger(0, Long.MAX_VALUE, "the number of arcs");
    EdgeLines.requireEnd(line);
    return new Header(vertices, arcs);
  }
}
