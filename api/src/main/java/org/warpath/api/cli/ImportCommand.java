package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.ConsoleProgress;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.io.Direction;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.GraphFormat;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.io.NegativeWeights;
import org.warpath.graph.mediawiki.MediaWikiImporter;
import org.warpath.graph.mediawiki.MediaWikiOptions;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath import}. */
@Command(
    name = "import",
    description = {
      "Read a graph and write it as a .csr file, which opens in milliseconds.",
      "Formats are told by content and name: edge lists (whitespace, CSV, TSV), Matrix Market, DIMACS, METIS,"
          + " PACE, LDBC Graphalytics, GAP .sg/.wsg, WebGraph BVGraph, and MediaWiki table dumps; plain or compressed"
          + " (gzip, zstd, bzip2, xz, zip)."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "SRC", description = "the files to read, as one graph")
  private List<Path> sources = List.of();

  @Option(
      names = "--mediawiki",
      paramLabel = "DIR",
      description =
          "read the tables page, redirect, linktarget, pagelinks (.sql, .sql.gz) in DIR instead")
  private @Nullable Path mediaWiki;

  @Option(
      names = "--namespace",
      paramLabel = "N",
      split = ",",
      description = "namespaces whose pages are vertices, with --mediawiki (default: 0, articles)")
  private Set<Integer> namespaces = new LinkedHashSet<>(Set.of(0));

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "where to write the graph: .csr; or .mtx, .csv, else an edge list")
  private Path output = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "F",
      description =
          "the sources' format, if it is not to be told from them: edges, mtx, dimacs, metis, pace, graphalytics, gap, bvgraph, csr")
  private @Nullable String format;

  @Option(
      names = "--titles",
      paramLabel = "FILE",
      description = "names of the vertices: line i (from 0) names vertex i")
  private @Nullable Path titles;

  @ArgGroup private @Nullable DirectionFlags direction;

  /** One of two options, or neither: then the format decides. */
  static final class DirectionFlags {
    @Option(names = "--directed", description = "an edge leads one way (most formats' default)")
    boolean directed;

    @Option(names = "--undirected", description = "an edge leads both ways: store both arcs")
    boolean undirected;
  }

  @Option(
      names = "--negative-weights",
      paramLabel = "POLICY",
      description =
          "refuse, or keep: widest paths allow them, the other algorithms do not (default:"
              + " refuse)")
  private NegativeWeights negativeWeights = NegativeWeights.REFUSE;

  @Mixin private BuildFlags build;
  @Mixin private EngineOptions engine;

  @Override
  public Integer call() throws IOException {
    if (sources.isEmpty() == (mediaWiki == null)) {
      throw new ParameterException(
          spec.commandLine(), "expected either files to read or --mediawiki DIR");
    }
    GraphOutput target = GraphOutput.to(output);
    try (Imported imported = ConsoleProgress.watchIo(spec.name(), this::read)) {
      target.write(imported.graph());
      ReportText.print(spec.commandLine().getOut(), imported, output);
    }
    return ExitCode.OK;
  }

  private Imported read(RunControl control) throws IOException {
    int threads = engine.hostThreads();
    if (mediaWiki != null) {
      MediaWikiOptions defaults = MediaWikiOptions.defaults();
      BuildOptions options = build.apply(defaults.build(), output, threads);
      return MediaWikiImporter.importFrom(
          mediaWiki, defaults.withNamespaces(namespaces).withBuild(options), control);
    }
    ImportOptions options =
        ImportOptions.defaults()
            .withBuild(build.apply(BuildOptions.defaults(), output, threads))
            .withNegativeWeights(negativeWeights);
    if (format != null) {
      options = options.withFormat(GraphFormat.of(format));
    }
    if (titles != null) {
      options = options.withTitles(titles);
    }
    if (direction != null) {
      options =
          options.withDirection(direction.directed ? Direction.DIRECTED : Direction.UNDIRECTED);
    }
    return GraphFiles.importFrom(sources, options, control);
  }
}
