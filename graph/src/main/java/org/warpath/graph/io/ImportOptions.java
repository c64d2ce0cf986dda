package org.warpath.graph.io;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.warpath.graph.build.BuildOptions;

/**
 * How a graph is read.
 *
 * @param format the input's format; if absent, content and file name tell
 * @param titles a text file, packed or plain, with the name of one vertex a line, vertex 0 first.
 *     It gives the number of vertices; integer ids are line numbers from 0 then, other ids must be
 *     among the names. Lines beginning with {@code "# "} and blank lines are skipped before the
 *     first name. Only for edge lists, Matrix Market, DIMACS, METIS, PACE, GAP and BVGraph
 * @param direction whether edges have a direction
 * @param negativeWeights what becomes of negative weights
 * @param build how edges become a graph
 */
public record ImportOptions(
    Optional<GraphFormat> format,
    Optional<Path> titles,
    Direction direction,
    NegativeWeights negativeWeights,
    BuildOptions build) {

  public ImportOptions {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(titles, "titles");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(negativeWeights, "negativeWeights");
    Objects.requireNonNull(build, "build");
  }

  /** Everything told by the input, negative weights refused, {@link BuildOptions#defaults}. */
  public static ImportOptions defaults() {
    return new ImportOptions(
        Optional.empty(),
        Optional.empty(),
        Direction.BY_FORMAT,
        NegativeWeights.REFUSE,
        BuildOptions.defaults());
  }

  public ImportOptions withFormat(GraphFormat value) {
    return new ImportOptions(Optional.of(value), titles, direction, negativeWeights, build);
  }

  public ImportOptions withTitles(Path value) {
    return new ImportOptions(format, Optional.of(value), direction, negativeWeights, build);
  }

  public ImportOptions withDirection(Direction value) {
    return new ImportOptions(format, titles, value, negativeWeights, build);
  }

  public ImportOptions withNegativeWeights(NegativeWeights value) {
    return new ImportOptions(format, titles, direction, value, build);
  }

  public ImportOptions withBuild(BuildOptions value) {
    return new ImportOptions(format, titles, direction, negativeWeights, value);
  }
}
