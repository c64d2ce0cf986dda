package org.warpath.api.service.imports;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.Generator;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.graph.generate.UniformRandom;
import org.warpath.graph.io.Direction;
import org.warpath.graph.io.GraphFormat;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.io.NegativeWeights;

/**
 * What graph to add, as JSON says it; of an upload, what the query or the other parts say.
 *
 * @param name the graph's name
 * @param file a file under the import folder; null if there is none
 * @param fileName what an uploaded file was called; null if there is none
 * @param generate a synthetic graph; null if it is not one
 */
record ImportRequest(
    @Nullable String name,
    @Nullable String file,
    @Nullable String fileName,
    @Nullable Generate generate,
    @Nullable String format,
    @Nullable Direction direction,
    @Nullable Duplicates duplicates,
    @Nullable SelfLoops selfLoops,
    @Nullable Boolean weights,
    @Nullable NegativeWeights negativeWeights,
    @Nullable String titles) {

  /** Kinds of synthetic graphs. */
  enum Kind {
    RMAT,
    UNIFORM,
    GRID,
    PATH,
    CYCLE,
    STAR,
    TREE
  }

  /** A synthetic graph. */
  record Generate(
      @Nullable Kind kind,
      @Nullable Integer scale,
      @Nullable Integer edgeFactor,
      @Nullable Integer vertices,
      @Nullable Long edges,
      @Nullable Integer rows,
      @Nullable Integer columns,
      @Nullable Long seed,
      @Nullable Boolean symmetric,
      @Nullable List<Integer> weights) {

    /**
     * What makes it.
     *
     * @throws Problem if a parameter is missing
     * @throws IllegalArgumentException if one is out of its range
     */
    Generator generator() {
      if (kind == null) {
        throw missing("kind");
      }
      return switch (kind) {
        case RMAT ->
            new Rmat(need("scale", scale), edgeFactor == null ? 16 : edgeFactor, seedOrOne());
        case UNIFORM ->
            new UniformRandom(need("vertices", vertices), need("edges", edges), seedOrOne());
        case GRID -> new Shape.Grid(need("rows", rows), need("columns", columns));
        case PATH -> new Shape.Path(need("vertices", vertices));
        case CYCLE -> new Shape.Cycle(need("vertices", vertices));
        case STAR -> new Shape.Star(need("vertices", vertices));
        case TREE -> new Shape.BinaryTree(need("vertices", vertices));
      };
    }

    private long seedOrOne() {
      return seed == null ? 1 : seed;
    }

    private static <T> T need(String field, @Nullable T value) {
      if (value == null) {
        throw missing(field);
      }
      return value;
    }

    private static Problem missing(String field) {
      return new Problem(
          ProblemType.INVALID_REQUEST, "generate/" + field + " is needed for this kind of graph");
    }

    Optional<IntegerWeights> integerWeights() {
      if (weights == null) {
        return Optional.empty();
      }
      if (weights.size() != 2 || weights.contains(null)) {
        throw new Problem(
            ProblemType.INVALID_REQUEST,
            "generate/weights must be the least and the largest weight, two integers");
      }
      return Optional.of(new IntegerWeights(weights.get(0), weights.get(1), seedOrOne()));
    }

    /** As the GAP benchmark has it: parallel edges and loops of undirected graphs are dropped. */
    BuildOptions apply(BuildOptions defaults) {
      boolean undirected = symmetric != null && symmetric;
      return defaults
          .withDirected(!undirected)
          .withDuplicates(undirected ? Duplicates.MIN : Duplicates.KEEP)
          .withSelfLoops(undirected ? SelfLoops.DROP : SelfLoops.KEEP);
    }
  }

  /** How to read the file. */
  ImportOptions options(BuildOptions defaults) throws IOException {
    BuildOptions build = defaults.withWeights(weights == null || weights);
    build = duplicates == null ? build : build.withDuplicates(duplicates);
    build = selfLoops == null ? build : build.withSelfLoops(selfLoops);
    ImportOptions options = ImportOptions.defaults().withBuild(build);
    options = format == null ? options : options.withFormat(GraphFormat.of(format));
    options = direction == null ? options : options.withDirection(direction);
    return negativeWeights == null ? options : options.withNegativeWeights(negativeWeights);
  }
}
