package org.warpath.graph.graphalytics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;

/** Reads reference outputs: a vertex id and its value a line, a line for every vertex. */
final class ReferenceOutput {
  private ReferenceOutput() {}

  /** Integer values by vertex. */
  static long[] integers(Path file, VertexIds ids) throws IOException {
    long[] values = new long[ids.count()];
    read(
        file,
        ids,
        (vertex, line) ->
            values[vertex] = line.requireInteger(Long.MIN_VALUE, Long.MAX_VALUE, "an integer"));
    return values;
  }

  /** Decimal values by vertex; infinity may be spelt in several ways. */
  static double[] decimals(Path file, VertexIds ids) throws IOException {
    double[] values = new double[ids.count()];
    read(file, ids, (vertex, line) -> values[vertex] = decimal(line));
    return values;
  }

  private static double decimal(LineCursor line) throws MalformedLine {
    String text = line.rest().strip();
    switch (text.toLowerCase(Locale.ROOT)) {
      case "infinity", "+infinity", "inf", "+inf" -> {
        return Double.POSITIVE_INFINITY;
      }
      default -> {
        try {
          return Double.parseDouble(text);
        } catch (NumberFormatException _) {
          throw line.expected("a number");
        }
      }
    }
  }

  @FunctionalInterface
  private interface ValueReader {
    void read(int vertex, LineCursor line) throws MalformedLine;
  }

  private static void read(Path file, VertexIds ids, ValueReader value) throws IOException {
    BitSet seen = new BitSet(ids.count());
    LineCursor line = new LineCursor();
    try (TextInput input = TextInput.open(file)) {
      while (input.nextLine(line)) {
        if (!line.atEnd()) {
          try {
            int vertex = vertex(line, ids, seen);
            line.requireField("a value");
            value.read(vertex, line);
          } catch (MalformedLine e) {
            throw input.malformed(e);
          }
        }
      }
    }
    int missing = seen.nextClearBit(0);
    if (missing < ids.count()) {
      throw new GraphFormatException(
          file.toString(), "expected a line for every vertex, none for " + ids.id(missing));
    }
  }

  private static int vertex(LineCursor line, VertexIds ids, BitSet seen) throws MalformedLine {
    long id = line.requireInteger(Long.MIN_VALUE, Long.MAX_VALUE, "a vertex id");
    int vertex = ids.vertex(id);
    if (vertex < 0) {
      throw line.malformed("expected a vertex of the graph, found " + id);
    }
    if (seen.get(vertex)) {
      throw line.malformed("expected one line a vertex, found a second for " + id);
    }
    seen.set(vertex);
    return vertex;
  }
}
