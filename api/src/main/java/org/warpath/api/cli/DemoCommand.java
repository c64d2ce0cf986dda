package org.warpath.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.pagerank.RankedVertex;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.sssp.SsspResult;
import org.warpath.graph.widest.WidestPath;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.graph.widest.WidestPathResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath demo}: what the shipped Wikipedia looks like from here. */
@Command(
    name = "demo",
    description =
        "Rank the articles of Simple English Wikipedia (2007) and find paths between two of them.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--source",
      paramLabel = "TITLE",
      description = "where the paths start (default: ${DEFAULT-VALUE})")
  private String source = "Earth";

  @Option(
      names = "--target",
      paramLabel = "TITLE",
      description = "where the paths end (default: ${DEFAULT-VALUE})")
  private String target = "Michael Jackson";

  @Option(
      names = "--around",
      paramLabel = "TITLE",
      description = "the article to personalise around (default: ${DEFAULT-VALUE})")
  private String around = "Albert Einstein";

  @Mixin private EngineOptions engine;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Engine chosen = engine.engine();
    long start = System.nanoTime();
    try (Imported imported = load()) {
      Graph graph = imported.graph();
      out.printf(
          "Simple English Wikipedia, April 2007: %,d articles, %,d links, loaded in %.3f s%n",
          graph.vertexCount(), graph.edgeCount(), Timings.secondsSince(start));
      rank(out, graph, chosen);
      shortest(out, graph, chosen);
      widest(out, graph, chosen);
      personalised(out, graph, chosen);
      out.println();
      out.println(
          "Try: ./warpath pagerank --help, or your own: ./warpath import links.csv -o links.csr");
      out.flush();
    }
    return ExitCode.OK;
  }

  private Imported load() throws IOException {
    String home = System.getProperty("warpath.home", ".");
    Path folder = Path.of(home, "data", "simplewiki-2007");
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    ImportOptions options =
        ImportOptions.defaults()
            .withBuild(BuildOptions.defaults().withThreads(engine.hostThreads()))
            .withTitles(folder.resolve("titles.txt.gz"));
    return GraphFiles.importFrom(
        List.of(folder.resolve("edges.txt.gz")), options, RunControl.none());
  }

  private static void rank(PrintWriter out, Graph graph, Engine engine) {
    PageRankResult result = PageRank.run(graph, PageRankOptions.defaults(), engine);
    heading(out, "Top articles by PageRank", result.stats());
    PageRankCommand.text(out, graph, result.top(10));
  }

  private void shortest(PrintWriter out, Graph graph, Engine engine) {
    int from = graph.vertex(source);
    int to = graph.vertex(target);
    SsspResult result = Sssp.run(graph, SsspOptions.defaults(from).withWeighted(false), engine);
    heading(out, "Fewest links from " + source + " to " + target, result.stats());
    if (result.pathTo(to).isEmpty()) {
      out.println("  there is no path");
    } else {
      out.printf("  %s links%n", PathCommand.number(result.distances()[to]));
      PathCommand.text(out, graph, result.pathTo(to));
    }
  }

  private void widest(PrintWriter out, Graph graph, Engine engine) {
    int from = graph.vertex(source);
    int to = graph.vertex(target);
    WidestPathResult result = WidestPath.run(graph, WidestPathOptions.defaults(from), engine);
    heading(
        out,
        "Widest path from %s to %s (an edge is as wide as the times it is linked)"
            .formatted(source, target),
        result.stats());
    if (result.pathTo(to).isEmpty()) {
      out.println("  there is no path");
    } else {
      out.printf("  width %s%n", PathCommand.number(result.widths()[to]));
      PathCommand.text(out, graph, result.pathTo(to));
    }
  }

  private void personalised(PrintWriter out, Graph graph, Engine engine) {
    int centre = graph.vertex(around);
    PageRankOptions options = PageRankOptions.defaults().withPersonalization(Map.of(centre, 1.0));
    PageRankResult result = PageRank.run(graph, options, engine);
    heading(out, "Around " + around + ", by personalised PageRank", result.stats());
    List<RankedVertex> ranked = result.top(10);
    PageRankCommand.text(out, graph, ranked);
  }

  private static void heading(PrintWriter out, String title, RunStats stats) {
    out.printf(
        "%n%s  [%.3f s, %d iterations, %s]%n",
        title, stats.timings().total(), stats.iterations(), stats.engine());
  }
}
