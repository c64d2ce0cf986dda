package org.warpath.graph.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.EdgeBlock;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.text.LineBlocks;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;

/**
 * The METIS partitioner's format (manual of METIS 5, section 4.1.1): a header {@code n m [fmt
 * [ncon]]}, then one line for each vertex with its neighbours, numbered from 1, each edge listed at
 * both ends; {@code %} begins a comment. The digits of fmt tell, from the right, whether neighbours
 * are followed by edge weights, and whether lines begin with ncon vertex weights and before them a
 * vertex size; these two are skipped.
 */
final class MetisReader implements FormatReader {

  /** The header. */
  private record Header(int vertices, long edges, boolean edgeWeights, int vertexNumbers) {

    static Header read(LineCursor line) throws MalformedLine {
      int vertices = (int) line.requireInteger(0, Integer.MAX_VALUE, "the number of vertices");
      long edges = line.requireInteger(0, Long.MAX_VALUE / 2, "the number of edges");
      int format = 0;
      int constraints = 1;
      if (!line.atEnd()) {
        line.requireText("a format of up to three digits 0 or 1");
        if (!line.text().matches("[01]{1,3}")) {
          throw line.malformed(
              "expected a format of up to three digits 0 or 1, found \"" + line.text() + '"');
        }
        format = Integer.parseInt(line.text(), 2);
      }
      if (!line.atEnd()) {
        constraints = (int) line.requireInteger(0, 1 << 20, "how many weights a vertex has");
      }
      EdgeLines.requireEnd(line);
      int vertexNumbers = ((format & 2) == 0 ? 0 : constraints) + (format >> 2);
      return new Header(vertices, edges, (format & 1) != 0, vertexNumbers);
    }
  }

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    try (TextInput input = TextInput.open(ImportRun.single(sources, GraphFormat.METIS));
        GraphBuilder builder = run.builder(false)) {
      Header header = header(input);
      boolean weighted = header.edgeWeights() && run.weights();
      ArcFeed feed = new ArcFeed(builder, input.source(), true, run.isDirected(false), weighted);
      int[] vertex = new int[1];
      LineBlocks.Taker<Lists> taker = lists -> vertex[0] = take(lists, vertex[0], header, feed);
      run.parse(input, new Parser(header, weighted, run.weightReader()), taker);
      EdgeLines.requireCount(input, "vertices", header.vertices(), vertex[0]);
      EdgeLines.requireCount(input, "edges", header.edges(), feed.edges());
      feed.finish();
      return run.build(
          builder, feed.edges(), header.vertices(), run.titles(input.source(), header.vertices()));
    }
  }

  private static Header header(TextInput input) throws IOException {
    LineCursor line = new LineCursor();
    while (input.nextLine(line)) {
      if (line.peek(0) == '%' || line.atEnd()) {
        continue;
      }
      try {
        return Header.read(line);
      } catch (MalformedLine e) {
        throw input.malformed(e);
      }
    }
    throw new GraphFormatException(input.source(), "has no header \"n m [fmt [ncon]]\"");
  }

  /** Feeds the arcs of vertices {@code first …}; returns the vertex after them. */
  private static int take(Lists lists, int first, Header header, ArcFeed feed)
      throws IOException, MalformedLine {
    EdgeBlock arcs = lists.arcs().toBlock();
    float[] weights = arcs.weights();
    for (int e = 0; e < arcs.count(); e++) {
      int list = arcs.sources()[e];
      int vertex = first + list;
      if (vertex >= header.vertices()) {
        throw new MalformedLine(
            lists.lines()[list], 0, "comes after the " + header.vertices() + " vertices declared");
      }
      if (arcs.targets()[e] == vertex) {
        throw new MalformedLine(
            lists.lines()[list], 0, "has an edge from vertex " + (vertex + 1) + " to itself");
      }
      feed.add(vertex, arcs.targets()[e], weights == null ? 1 : weights[e]);
    }
    // Blank lines may follow the last vertex.
    return Math.min(header.vertices(), first + lists.lines().length);
  }

  /**
   * The neighbour lists of a block.
   *
   * @param arcs the source of each is the number of its list
   * @param lines the line of each list within the block, counted from 1
   */
  private record Lists(EdgeColumns arcs, int[] lines) {}

  private record Parser(Header header, boolean weighted, ImportRun.WeightReader weights)
      implements LineBlocks.Parser<Lists> {

    @Override
    public Lists parse(LineCursor line) throws MalformedLine {
      String expected = "a vertex in [1, " + header.vertices() + "]";
      EdgeColumns arcs = EdgeColumns.ofText(line.blockBytes(), weighted);
      int[] lines = new int[256];
      int count = 0;
      while (line.next()) {
        if (line.peek(0) == '%') {
          continue;
        }
        boolean blank = line.atEnd();
        for (int i = 0; i < header.vertexNumbers() && !blank; i++) {
          line.requireInteger(0, Long.MAX_VALUE, "a vertex's size or weight");
        }
        while (!line.atEnd()) {
          int neighbour = (int) line.requireInteger(1, header.vertices(), expected) - 1;
          arcs.add(count, neighbour, header.edgeWeights() ? weights.read(line) : 1);
        }
        lines = count == lines.length ? Arrays.copyOf(lines, 2 * count) : lines;
        lines[count++] = line.linesBegun();
      }
      return new Lists(arcs, Arrays.copyOf(lines, count));
    }
  }
}
