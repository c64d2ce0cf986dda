package org.warpath.graph.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.build.EdgeBlock;
import org.warpath.graph.io.text.LineBlocks;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;

/**
 * One block of an edge list with integer ids: its edges; or, where some id cannot be a vertex
 * itself, only its different ids; or nothing, where some id is no integer.
 *
 * @param edges the edges
 * @param wideIds strictly ascending
 */
record NumericEdges(@Nullable EdgeBlock edges, long @Nullable [] wideIds) {

  /**
   * Parses blocks of an edge list.
   *
   * @param weights null to ignore weights
   * @param ids turns ids into vertices; null leaves them as they are
   * @param integersOnly whether an id that is no integer is an error
   */
  record Parser(
      EdgeListDialect dialect,
      ImportRun.@Nullable WeightReader weights,
      @Nullable IdMap ids,
      boolean integersOnly)
      implements LineBlocks.Parser<NumericEdges> {

    private static final NumericEdges NAMED = new NumericEdges(null, null);

    @Override
    public NumericEdges parse(LineCursor line) throws MalformedLine {
      line.separateBy(dialect.separator());
      boolean lastColumn = !dialect.weighted();
      EdgeColumns edges = EdgeColumns.ofText(line.blockBytes(), weights != null);
      while (line.next()) {
        if (line.atEnd()) {
          continue;
        }
        if (!line.tryInteger()) {
          if (EdgeListDialect.isComment(line)) {
            continue;
          }
          return named(line);
        }
        long u = line.integer();
        line.requireField("a target id");
        if (!line.tryInteger()) {
          return named(line);
        }
        long v = line.integer();
        if (ids == null && !(IdCollector.isNarrow(u) && IdCollector.isNarrow(v))) {
          return wide(line);
        }
        float weight = weights == null ? 1 : weights.read(line);
        if (lastColumn && line.hasMore()) {
          throw line.expected("two columns, as in the first edge");
        }
        edges.add(vertex(u, line), vertex(v, line), weight);
      }
      return new NumericEdges(edges.toBlock(), null);
    }

    private NumericEdges named(LineCursor line) throws MalformedLine {
      if (integersOnly) {
        throw line.expected("an id that is an integer");
      }
      return NAMED;
    }

    private int vertex(long id, LineCursor line) throws MalformedLine {
      if (ids == null) {
        return (int) id;
      }
      int vertex = ids.vertex(id);
      if (vertex < 0) {
        line.rewind();
        throw line.malformed("expected " + ids.expected() + ", found " + id);
      }
      return vertex;
    }

    /** The different ids of the whole block; the rest of the lines is checked by a later pass. */
    private NumericEdges wide(LineCursor line) throws MalformedLine {
      long[] found = new long[line.blockBytes() / 2 + 2];
      int count = 0;
      line.restart();
      while (line.next()) {
        if (line.atEnd() || EdgeListDialect.isComment(line)) {
          continue;
        }
        for (int end = 0; end < 2; end++) {
          if (end == 1) {
            line.requireField("a target id");
          }
          if (!line.tryInteger()) {
            return named(line);
          }
          found[count++] = line.integer();
        }
      }
      Arrays.sort(found, 0, count);
      int distinct = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || found[i] != found[i - 1]) {
          found[distinct++] = found[i];
        }
      }
      return new NumericEdges(null, Arrays.copyOf(found, distinct));
    }
  }
}
