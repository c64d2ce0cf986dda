package org.warpath.graph.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.EdgeBlock;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.text.LineBlocks;
import org.warpath.graph.io.text.TextInput;
import org.warpath.kernels.Parallel;

/**
 * Edge lists whose ids are integers. Which vertex an id is, only the whole input tells, unless
 * titles do: a first pass collects the ids and keeps the edges meanwhile, as long as they fit half
 * the memory budget; if they do not, a second pass reads them again.
 */
final class NumericEdgeList {
  private final List<EdgeListReader.Part> parts;
  private final boolean directed;
  private final boolean integersOnly;
  private final ImportRun run;
  private long edgeCount;

  /**
   * Edge lists.
   *
   * @param directed what the input says of its edges
   * @param integersOnly whether an id that is no integer is an error, rather than a {@link
   *     NamedIdException}
   */
  NumericEdgeList(
      List<EdgeListReader.Part> parts, boolean directed, boolean integersOnly, ImportRun run) {
    this.parts = parts;
    this.directed = directed;
    this.integersOnly = integersOnly;
    this.run = run;
  }

  /** Thrown when an id turns out to be no integer, so that all ids are names. */
  static final class NamedIdException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Edges whose vertices are not known yet. */
  private final class Stage {
    private final IdCollector ids = new IdCollector();
    private final List<EdgeBlock> blocks = new ArrayList<>();
    private final long byteBudget = run.options().build().memoryBudgetBytes() / 2;
    private long bytes;
    private boolean complete = true;

    void take(NumericEdges parsed) {
      EdgeBlock edges = parsed.edges();
      if (edges == null) {
        ids.addWide(Objects.requireNonNull(parsed.wideIds()));
        complete = false;
      } else {
        ids.add(edges);
        bytes += (edges.weights() == null ? 8L : 12L) * edges.sources().length;
        complete &= bytes <= byteBudget;
        blocks.add(edges);
      }
      if (!complete) {
        blocks.clear();
      }
    }
  }

  /** The graph, its vertices found from the ids. */
  Graph read() throws IOException {
    Stage stage = new Stage();
    long lines = parse(null, stage::take);
    long declared = parts.stream().mapToLong(p -> p.dialect().declaredVertices()).max().orElse(-1);
    if (stage.ids.isEmpty() && declared < 0) {
      throw new GraphFormatException(
          parts.getFirst().path().toString(),
          "has no edges and does not say how many vertices there are");
    }
    IdMap map = stage.ids.map(declared);
    if (!stage.complete) {
      return read(map);
    }
    run.tally().addLines(lines);
    try (GraphBuilder builder = run.builder(directed)) {
      Parallel.forEach(
          run.threads(), stage.blocks.size(), block -> map.apply(stage.blocks.get(block)));
      for (int i = 0; i < stage.blocks.size(); i++) {
        EdgeBlock edges = stage.blocks.set(i, EMPTY);
        edgeCount += edges.count();
        builder.accept(edges);
      }
      return run.build(builder, edgeCount, map.count(), map.names());
    }
  }

  private static final EdgeBlock EMPTY = new EdgeBlock(new int[0], new int[0], null, 0);

  /** The graph, its vertices known. */
  Graph read(IdMap map) throws IOException {
    try (GraphBuilder builder = run.builder(directed)) {
      LineBlocks.Taker<NumericEdges> taker =
          parsed -> {
            EdgeBlock edges = Objects.requireNonNull(parsed.edges());
            edgeCount += edges.count();
            builder.accept(edges);
          };
      run.tally().addLines(parse(map, taker));
      return run.build(builder, edgeCount, map.count(), map.names());
    }
  }

  /** Parses all files; returns how many lines they have. */
  private long parse(@Nullable IdMap map, LineBlocks.Taker<NumericEdges> taker) throws IOException {
    long lines = 0;
    for (EdgeListReader.Part part : parts) {
      NumericEdges.Parser parser =
          new NumericEdges.Parser(part.dialect(), part.weights(run), map, integersOnly);
      try (TextInput input = part.open()) {
        LineBlocks.parse(
            input,
            run.threads(),
            run.control(),
            parser,
            parsed -> {
              if (parsed.edges() == null && parsed.wideIds() == null) {
                throw new NamedIdException();
              }
              taker.take(parsed);
            });
        lines += input.linesTaken();
      }
    }
    return lines;
  }
}
