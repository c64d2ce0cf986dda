package org.warpath.graph.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.VertexNames;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.build.ImportTally;
import org.warpath.graph.io.text.LineBlocks;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;
import org.warpath.kernels.RunControl;

/** What the steps of one import share. */
record ImportRun(ImportOptions options, ImportTally tally, RunControl control, long startNanos) {

  static ImportRun start(ImportOptions options, RunControl control) {
    return new ImportRun(options, new ImportTally(), control, System.nanoTime());
  }

  int threads() {
    return options.build().threads();
  }

  /** Whether weights of the input are wanted. */
  boolean weights() {
    return options.build().weights();
  }

  /** How weights of a text are read; any will do if they are not wanted. */
  WeightReader weightReader() {
    return new WeightReader(weights() ? options.negativeWeights() : NegativeWeights.KEEP);
  }

  /**
   * {@code weight} of the edge u→v of a binary file, checked.
   *
   * @throws GraphFormatException if it is not finite, or negative and that is refused
   */
  float checkWeight(float weight, String source, int u, int v) throws GraphFormatException {
    boolean negative = weight < 0 && options.negativeWeights() == NegativeWeights.REFUSE;
    if (negative || !Float.isFinite(weight)) {
      throw new GraphFormatException(
          source,
          "edge "
              + u
              + "→"
              + v
              + " has weight "
              + weight
              + (negative ? WeightReader.KEEP_HINT : ", expected a finite number"));
    }
    return weight;
  }

  /** A builder for an input that does not say whether its edges have a direction. */
  GraphBuilder builder() {
    return builder(options.build().directed());
  }

  /**
   * A builder.
   *
   * @param directed what the input says of its edges
   */
  GraphBuilder builder(boolean directed) {
    BuildOptions build = options.build().withDirected(isDirected(directed));
    return new GraphBuilder(build, tally, control);
  }

  /** Whether edges become single arcs, the input saying {@code directed}. */
  boolean isDirected(boolean directed) {
    return switch (options.direction()) {
      case BY_FORMAT -> directed;
      case DIRECTED -> true;
      case UNDIRECTED -> false;
    };
  }

  /** Parses the rest of {@code input} and counts its lines. */
  <T> void parse(TextInput input, LineBlocks.Parser<T> parser, LineBlocks.Taker<T> taker)
      throws IOException {
    LineBlocks.parse(input, threads(), control, parser, taker);
    tally.addLines(input.linesTaken());
  }

  /** The names in the titles file, of as many vertices as the input itself says there are. */
  Optional<VertexNames> titles(String source, int vertexCount) throws IOException {
    if (options.titles().isEmpty()) {
      return Optional.empty();
    }
    VertexNames names = TitlesFile.read(options.titles().get());
    if (names.count() != vertexCount) {
      throw new GraphFormatException(
          options.titles().get().toString(),
          "has " + names.count() + " titles, " + source + " has " + vertexCount + " vertices");
    }
    return Optional.of(names);
  }

  /** The only file of a format that has one. */
  static Path single(List<Path> sources, GraphFormat format) throws GraphFormatException {
    if (sources.size() > 1) {
      throw new GraphFormatException(
          sources.get(1).toString(), "a graph in format " + format + " is one file, got several");
    }
    return sources.getFirst();
  }

  /** Ends reading, and builds. */
  Graph build(GraphBuilder builder, long edges, int vertexCount, Optional<VertexNames> names)
      throws IOException {
    tally.addEdges(edges);
    tally.time("read", startNanos);
    return builder.build(vertexCount, names);
  }

  /** Reads weights. */
  record WeightReader(NegativeWeights negative) {

    /** The weight in the next field. */
    float read(LineCursor line) throws MalformedLine {
      line.requireField("a weight");
      return check(line.requireFloat("a weight"), line);
    }

    /** {@code weight}, if it is welcome. */
    float check(float weight, LineCursor line) throws MalformedLine {
      if (weight < 0 && negative == NegativeWeights.REFUSE) {
        throw line.malformed("weight " + weight + " is negative" + KEEP_HINT);
      }
      return weight;
    }

    static final String KEEP_HINT =
        ", expected at least 0 (import with negative weights kept, for widest paths)";
  }
}
