package org.warpath.api.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.OutputPlace;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.build.SelfLoops;
import picocli.CommandLine.Option;

/** How edges become a graph, as options of {@code import}. */
final class BuildFlags {
  @Option(
      names = "--duplicates",
      paramLabel = "POLICY",
      description =
          "parallel edges: keep, sum, min, max or first (default: keep; first with --mediawiki)")
  private @Nullable Duplicates duplicates;

  @Option(
      names = "--self-loops",
      paramLabel = "POLICY",
      description = "self-loops: keep or drop (default: keep; drop with --mediawiki)")
  private @Nullable SelfLoops selfLoops;

  @Option(names = "--no-weights", description = "drop the weights of the input")
  private boolean noWeights;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "storage order: degree, none, or auto, which decides what pays (default: auto)")
  private Ordering order = Ordering.AUTO;

  @Option(
      names = "--no-in-edges",
      description = "do not store in-edges: a smaller file, but they are made at each use")
  private boolean noInEdges;

  @Option(
      names = "--memory-budget",
      paramLabel = "SIZE",
      description =
          "staged edges beyond this, less the tables of --mediawiki, go to disk: bytes, or with K, M, G"
              + " (default: by machine)")
  private @Nullable String memoryBudget;

  /** The options, on top of {@code defaults}. */
  BuildOptions apply(BuildOptions defaults, Path output, int threads) {
    BuildOptions options =
        defaults
            .withWeights(!noWeights)
            .withOrdering(order)
            .withInEdges(!noInEdges)
            .withThreads(threads)
            .withScratchDirectory(OutputPlace.folder(output));
    if (duplicates != null) {
      options = options.withDuplicates(duplicates);
    }
    if (selfLoops != null) {
      options = options.withSelfLoops(selfLoops);
    }
    if (memoryBudget != null) {
      options = options.withMemoryBudgetBytes(bytes(memoryBudget));
    }
    return options;
  }

  private static long bytes(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    if (!upper.matches("\\d{1,15}[KMGT]?")) {
      throw new IllegalArgumentException(
          "--memory-budget must be a size like 512M or 4G, was \"" + text + "\"");
    }
    int power = "KMGT".indexOf(upper.charAt(upper.length() - 1)) + 1;
    long number = Long.parseLong(power == 0 ? upper : upper.substring(0, upper.length() - 1));
    return Math.multiplyExact(number, 1L << (10 * power));
  }
}
