package org.warpath.graph.io;

import java.io.IOException;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.EdgeBlock;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.text.LineBlocks;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;

/**
 * The body of a format that has one edge a line, its vertices known.
 *
 * @param weighted whether edges get weights
 * @param line how a line that is not blank is read
 */
record EdgeLines(boolean weighted, Line line) implements LineBlocks.Parser<EdgeBlock> {

  /** Reads one line; adds no edge if it is a comment. */
  @FunctionalInterface
  interface Line {
    void read(LineCursor line, EdgeColumns edges) throws MalformedLine;
  }

  @Override
  public EdgeBlock parse(LineCursor cursor) throws MalformedLine {
    EdgeColumns edges = EdgeColumns.ofText(cursor.blockBytes(), weighted);
    while (cursor.next()) {
      if (!cursor.atEnd()) {
        line.read(cursor, edges);
      }
    }
    return edges.toBlock();
  }

  /** Reads the rest of {@code input} into {@code builder}; returns how many edges it had. */
  long readAll(TextInput input, ImportRun run, GraphBuilder builder) throws IOException {
    long[] count = new long[1];
    run.parse(
        input,
        this,
        edges -> {
          count[0] += edges.count();
          builder.accept(edges);
        });
    return count[0];
  }

  /** Checks the number of {@code things} against what the header declared. */
  static void requireCount(TextInput input, String things, long declared, long found)
      throws GraphFormatException {
    if (declared != found) {
      throw new GraphFormatException(
          input.source(), "declares " + declared + " " + things + ", has " + found);
    }
  }

  /** Fails unless the line ends at the cursor. */
  static void requireEnd(LineCursor line) throws MalformedLine {
    if (!line.atEnd()) {
      throw line.expected("the end of the line");
    }
  }
}
