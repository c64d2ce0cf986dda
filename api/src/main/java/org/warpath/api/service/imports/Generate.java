package org.warpath.api.service.imports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Json;
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

/** A synthetic graph, as JSON describes it. */
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

  private static final Set<String> OF_ALL = Set.of("kind", "seed", "symmetric", "weights");

  /** Kinds of synthetic graphs, and the fields that each has of its own. */
  enum Kind {
    RMAT("scale", "edgeFactor"),
    UNIFORM("vertices", "edges"),
    GRID("rows", "columns"),
    PATH("vertices"),
    CYCLE("vertices"),
    STAR("vertices"),
    TREE("vertices");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> fields;

    Kind(String... fields) {
      this.fields = List.of(fields);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What makes it.
   *
   * @throws Problem if a field is missing, or belongs to another kind
   * @throws IllegalArgumentException if one is out of its range
   */
  Generator generator() {
    Kind asked = need("kind", kind);
    refuseOthers(asked);
    return switch (asked) {
      case RMAT ->
          new Rmat(need("scale", scale), edgeFactor == null ? 16 : edgeFactor, seedOrOne());
      case UNIFORM ->
          new UniformRandom(vertexCount(), notNegative("edges", need("edges", edges)), seedOrOne());
      case GRID -> new Shape.Grid(need("rows", rows), need("columns", columns));
      case PATH -> new Shape.Path(vertexCount());
      case CYCLE -> new Shape.Cycle(vertexCount());
      case STAR -> new Shape.Star(vertexCount());
      case TREE -> new Shape.BinaryTree(vertexCount());
    };
  }

  private void refuseOthers(Kind asked) {
    Json.MAPPER
        .valueToTree(this)
        .fieldNames()
        .forEachRemaining(field -> {
          if (!OF_ALL.contains(field) && !asked.fields.contains(field)) {
            throw new Problem(
                ProblemType.INVALID_REQUEST,
                "generate/%s does not belong to kind %s, which has %s"
                    .formatted(field, asked, String.join(" and ", asked.fields)));
          }
        });
  }

  private int vertexCount() {
    return (int) notNegative("vertices", need("vertices", vertices));
  }

  private static long notNegative(String field, long value) {
    if (value < 0) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, "generate/" + field + " must be at least 0, was " + value);
    }
    return value;
  }

  private long seedOrOne() {
    return seed == null ? 1 : seed;
  }

  private static <T> T need(String field, @Nullable T value) {
    if (value == null) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          field.equals("kind")
              ? "generate/kind is needed: one of rmat, uniform, grid, path, cycle, star, tree"
              : "generate/" + field + " is needed for this kind of graph");
    }
    return value;
  }

  /**
   * How to weigh edges; empty for not at all.
   *
   * @throws Problem if the weights are no range
   */
  Optional<IntegerWeights> integerWeights() {
    if (weights == null) {
      return Optional.empty();
    }
    if (weights.size() != 2) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "generate/weights must be the least and the largest weight, two whole numbers");
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
