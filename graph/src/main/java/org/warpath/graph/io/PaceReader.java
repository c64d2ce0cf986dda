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
 * The PACE challenge's format: {@code c} comments, one line {@code p tw n m}, then m lines {@code u
 * v}, each an undirected edge without weight, vertices from 1.
 */
final class PaceReader implements FormatReader {

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    try (TextInput input = TextInput.open(ImportRun.single(sources, GraphFormat.PACE));
        GraphBuilder builder = run.builder(false)) {
      LineCursor head = header(input);
      int vertices;
      long declared;
      try {
        vertices = (int) head.requireInteger(0, Integer.MAX_VALUE, "the number of vertices");
        declared = head.requireInteger(0, Long.MAX_VALUE, "the number of edges");
        EdgeLines.requireEnd(head);
      } catch (MalformedLine e) {
        throw input.malformed(e);
      }
      String expected = "a vertex in [1, " + vertices + "]";
      EdgeLines lines =
          new EdgeLines(
              false,
              (line, edges) -> {
                if (line.skipWord("c")) {
                  return;
                }
                int u = (int) line.requireInteger(1, vertices, expected) - 1;
                int v = (int) line.requireInteger(1, vertices, expected) - 1;
                EdgeLines.requireEnd(line);
                edges.add(u, v, 1);
              });
      long count = lines.readAll(input, run, builder);
      EdgeLines.requireCount(input, "edges", declared, count);
      return run.build(builder, count, vertices, run.titles(input.source(), vertices));
    }
  }

  /** The header line, behind its first two words. */
  private static LineCursor header(TextInput input) throws IOException {
    LineCursor line = new LineCursor();
    while (input.nextLine(line)) {
      if (line.atEnd() || line.skipWord("c")) {
        continue;
      }
      if (line.skipWord("p") && line.skipWord("tw")) {
        return line;
      }
      throw input.malformed(line.expected("a header \"p tw n m\""));
    }
    throw new GraphFormatException(input.source(), "has no header \"p tw n m\"");
  }
}
