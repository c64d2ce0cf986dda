package org.warpath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.Count;
import org.warpath.bench.peers.PeerRuns;
import org.warpath.graph.Graph;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath bench wikipedia}. */
@Command(
    name = "wikipedia",
    description = {
      "PageRank and paths on a graph like that of a Wikipedia: answers are verified, then loading, uploading, computing"
          + " and downloading timed apart; then whole runs of PageRank beside those of other libraries.",
      "The graph is synthetic, with the degrees of a Wikipedia, unless --graph names a file. Figures are medians after"
          + " warm-up, with the least and the most. Nothing else should run."
    },
    mixinStandardHelpOptions = true)
final class WikipediaBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--links",
      paramLabel = "N",
      converter = Count.class,
      description = "links of the synthetic graph, as 84M (the default)")
  private @Nullable Long links;

  @Option(
      names = "--graph",
      paramLabel = "FILE",
      description = "a .csr to rank instead, such as what \"warpath import --mediawiki\" writes")
  private @Nullable Path graph;

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "ENGINE",
      description = "cpu, cuda or both (default: cpu, and cuda where there is one)")
  private List<String> engines = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads, of peers too (default: all processors)")
  private int threads = Engine.cpu().threads();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "measured runs of each (default: ${DEFAULT-VALUE})")
  private int runs = 5;

  @Mixin private PeerChoice peers;

  @Option(
      names = "--copy-mib",
      paramLabel = "N",
      description = "MiB copied to measure a device's bandwidth (default: ${DEFAULT-VALUE})")
  private int copyMebibytes = 1024;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description = "where files lie while it runs (default: the system's temporary folder)")
  private @Nullable Path scratch;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "also write wikipedia.json and a page, index.html, to DIR")
  private @Nullable Path report;

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public Integer call() throws IOException {
    requireRanges();
    peers.requireRight();
    List<Engine> asked = WikipediaEngines.of(engines, threads);
    try (ScratchFolder folder = new ScratchFolder(scratch)) {
      ObjectNode root = measure(folder.path(), asked);
      if (report != null) {
        write(root, report);
      }
    }
    return ExitCode.OK;
  }

  private void requireRanges() {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs must be at least 1, was " + runs);
    }
    if (copyMebibytes < 1) {
      throw new IllegalArgumentException("--copy-mib must be at least 1, was " + copyMebibytes);
    }
    if (links != null && graph != null) {
      throw new IllegalArgumentException("--links makes a graph and --graph reads one: not both");
    }
    if (graph != null && !Files.isRegularFile(graph)) {
      throw new IllegalArgumentException("--graph: there is no file " + graph);
    }
    if (links != null && links < 1) {
      throw new IllegalArgumentException("--links must be at least 1, was " + links);
    }
  }

  private ObjectNode measure(Path folder, List<Engine> asked) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode root = mapper.createObjectNode();
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    Surroundings.describe(arguments, root.putObject("environment"), out);
    root.put("tolerance", WikipediaRuns.TOLERANCE);
    root.put("warmups", WikipediaTable.WARMUPS);
    root.put("runs", runs);
    root.put("threads", threads);
    ObjectNode node = root.putObject("graph");
    long wanted = links == null ? WikipediaTargets.LINKS : links;
    WikipediaInput input =
        graph == null
            ? WikipediaInput.generate(wanted, threads, folder, node, out)
            : new WikipediaInput(graph, false);
    long edges;
    try (Graph opened = CsrFile.open(input.csr())) {
      if (opened.edgeCount() == 0) {
        throw new IllegalArgumentException(input.csr() + " has no links to rank by");
      }
      edges = opened.edgeCount();
      input.describe(opened, node, out);
      input.load(runs, root.putObject("load"), out);
      ArrayNode measured = root.putArray("engines");
      WikipediaEngines all = new WikipediaEngines(opened, threads, runs, copyMebibytes, out);
      for (Engine engine : asked) {
        all.measure(engine, measured.addObject());
      }
    }
    root.put("peersMostHeapBytes", PeerRuns.mostHeapBytes());
    ArrayNode rows = root.putArray("peers");
    PeerRuns peerRuns = peers.runs(input.csr(), folder, runs);
    new WikipediaPeers(peerRuns, threads, edges, rows, out).run(peers.chosen(peerRuns));
    if (input.isSynthetic() && wanted == WikipediaTargets.LINKS) {
      WikipediaTargets.add(root, out);
    }
    return root;
  }

  private void write(ObjectNode root, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path json = folder.resolve("wikipedia.json");
    mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    Path page = folder.resolve("index.html");
    Files.writeString(page, new WikipediaPage(root).html());
    spec.commandLine().getOut().printf("%nwritten: %s, %s%n", json, page);
    spec.commandLine().getOut().flush();
  }
}
