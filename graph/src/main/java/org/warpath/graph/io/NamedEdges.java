package org.warpath.graph.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.io.text.LineBlocks;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;

/** One block of an edge list whose ids are names: source and target of each edge, end to end. */
final class NamedEdges {
  private byte[] text;
  private int textLength;
  private int[] ends = new int[1024];
  private int[] lines = new int[512];
  private float[] weights = new float[512];
  private int count;

  private NamedEdges(int textBytes) {
    text = new byte[textBytes];
  }

  /** How many edges. */
  int count() {
    return count;
  }

  byte[] text() {
    return text;
  }

  /** Where name {@code i} ends and name {@code i + 1} begins; edge e has names 2e and 2e + 1. */
  int end(int i) {
    return i < 0 ? 0 : ends[i];
  }

  /** The line of {@code edge} within its block, counted from 1. */
  int line(int edge) {
    return lines[edge];
  }

  float weight(int edge) {
    return weights[edge];
  }

  private void addName(int i, LineCursor line) {
    int length = line.textLength();
    System.arraycopy(line.textBytes(), line.textFrom(), text, textLength, length);
    textLength += length;
    ends[i] = textLength;
  }

  private void grow() {
    ends = Arrays.copyOf(ends, 4 * count);
    lines = Arrays.copyOf(lines, 2 * count);
    weights = Arrays.copyOf(weights, 2 * count);
  }

  /**
   * Parses blocks of an edge list.
   *
   * @param weights null to ignore weights
   */
  record Parser(EdgeListDialect dialect, ImportRun.@Nullable WeightReader weights)
      implements LineBlocks.Parser<NamedEdges> {

    @Override
    public NamedEdges parse(LineCursor line) throws MalformedLine {
      line.separateBy(dialect.separator());
      NamedEdges edges = new NamedEdges(line.blockBytes());
      while (line.next()) {
        if (line.atEnd()) {
          continue;
        }
        if (EdgeListDialect.isComment(line)) {
          continue;
        }
        if (edges.count == edges.lines.length) {
          edges.grow();
        }
        line.requireText("a source id");
        edges.addName(2 * edges.count, line);
        line.requireField("a target id");
        line.requireText("a target id");
        edges.addName(2 * edges.count + 1, line);
        edges.weights[edges.count] = weights == null ? 1 : weights.read(line);
        if (!dialect.weighted() && line.hasMore()) {
          throw line.expected("two columns, as in the first edge");
        }
        edges.lines[edges.count++] = line.linesBegun();
      }
      return edges;
    }
  }
}
