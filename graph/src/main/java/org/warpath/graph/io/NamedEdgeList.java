package org.warpath.graph.io;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.text.LineBlocks;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;
import org.warpath.graph.io.text.Utf8;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NameTableBuilder;

/** Edge lists whose ids are names, taken as they stand: URL-encoded names stay encoded. */
final class NamedEdgeList {
  private final List<EdgeListReader.Part> parts;
  private final boolean directed;
  private final ImportRun run;

  /**
   * Edge lists.
   *
   * @param directed what the input says of its edges
   */
  NamedEdgeList(List<EdgeListReader.Part> parts, boolean directed, ImportRun run) {
    this.parts = parts;
    this.directed = directed;
    this.run = run;
  }

  /**
   * The graph.
   *
   * @param titles all names there are; absent to number names as they first appear
   */
  Graph read(Optional<NameTable> titles) throws IOException {
    try (NameTableBuilder names = new NameTableBuilder();
        GraphBuilder builder = run.builder(directed)) {
      int known = titles.map(NameTable::count).orElse(0);
      for (int vertex = 0; vertex < known; vertex++) {
        names.add(titles.orElseThrow().name(vertex));
      }
      Interner interner = new Interner(names, titles.isPresent());
      long edgeCount = 0;
      for (EdgeListReader.Part part : parts) {
        edgeCount += read(part, interner, builder);
      }
      if (names.count() == 0) {
        throw new GraphFormatException(parts.getFirst().path().toString(), "has no edges");
      }
      NameTable table = titles.isPresent() ? titles.get() : names.build();
      return run.build(builder, edgeCount, table.count(), Optional.of(table));
    }
  }

  private long read(EdgeListReader.Part part, Interner interner, GraphBuilder builder)
      throws IOException {
    long[] edgeCount = new long[1];
    boolean weighted = part.weights(run) != null;
    LineBlocks.Taker<NamedEdges> taker =
        edges -> {
          EdgeColumns columns = new EdgeColumns(edges.count(), weighted);
          for (int e = 0; e < edges.count(); e++) {
            int source = interner.vertex(edges, e, 2 * e);
            int target = interner.vertex(edges, e, 2 * e + 1);
            columns.add(source, target, edges.weight(e));
          }
          edgeCount[0] += edges.count();
          builder.accept(columns.toBlock());
        };
    try (TextInput input = part.open()) {
      run.parse(input, new NamedEdges.Parser(part.dialect(), part.weights(run)), taker);
    }
    return edgeCount[0];
  }

  /**
   * Numbers names.
   *
   * @param complete whether all names are there already
   */
  private record Interner(NameTableBuilder names, boolean complete) {

    /** The vertex called as name {@code i} of {@code edges}, an end of {@code edge}. */
    int vertex(NamedEdges edges, int edge, int i) throws MalformedLine {
      int from = edges.end(i - 1);
      int length = edges.end(i) - from;
      int before = names.count();
      int vertex = names.intern(edges.text(), from, length);
      if (vertex < before) {
        return vertex;
      }
      if (!Utf8.isValid(edges.text(), from, length)) {
        throw new MalformedLine(edges.line(edge), 0, "has a name that is not UTF-8 text");
      }
      if (complete) {
        String name =
            new String(edges.text(), from, length, java.nio.charset.StandardCharsets.UTF_8);
        throw new MalformedLine(
            edges.line(edge), 0, "expected one of the titles, found \"" + name + '"');
      }
      return vertex;
    }
  }
}
