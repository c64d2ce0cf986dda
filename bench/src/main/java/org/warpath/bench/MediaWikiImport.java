package org.warpath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.ConsoleProgress;
import org.warpath.api.cli.console.Count;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.bench.mediawiki.DumpCheck;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.mediawiki.MediaWikiImporter;
import org.warpath.graph.mediawiki.MediaWikiOptions;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath bench mediawiki-import}. */
@Command(
    name = "mediawiki-import",
    description = {
      "Import dumps written by 'warpath bench mediawiki-dump', with in-edges: time and most memory.",
      "Then checks that the graph is the one that was dumped, vertex for vertex."
    },
    mixinStandardHelpOptions = true)
final class MediaWikiImport implements Callable<Integer> {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "where the dumps are")
  private Path folder = Path.of("");

  @Option(
      names = "--memory-budget",
      paramLabel = "BYTES",
      description = "for tables and edges, like 2G for 2 billion (default: by machine)",
      converter = Count.class)
  private @Nullable Long budget;

  @Option(names = "--no-check", description = "do not make the graph again to compare")
  private boolean noCheck;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the figures to FILE")
  private @Nullable Path json;

  @Mixin private EngineOptions engine;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    WikiDumpFacts facts = WikiDumpFacts.read(folder);
    int threads = engine.hostThreads();
    MediaWikiOptions defaults = MediaWikiOptions.defaults();
    BuildOptions build =
        defaults.build().withInEdges(true).withThreads(threads).withScratchDirectory(folder);
    BuildOptions options = budget == null ? build : build.withMemoryBudgetBytes(budget);
    long start = System.nanoTime();
    try (Imported imported =
        ConsoleProgress.watchIo(
            spec.name(),
            control ->
                MediaWikiImporter.importFrom(folder, defaults.withBuild(options), control))) {
      ObjectNode figures = figures(imported, options, Timings.secondsSince(start));
      out.println(figures.toPrettyString());
      out.flush();
      if (!noCheck) {
        try (Imported dumped = facts.graph(threads, folder, RunControl.none())) {
          DumpCheck.requireSame(dumped.graph(), facts.others(), facts.seed(), imported.graph());
        }
        out.println("the graph is the one that was dumped");
      }
      figures.put("isChecked", !noCheck);
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures);
      }
    }
    return ExitCode.OK;
  }

  private ObjectNode figures(Imported imported, BuildOptions options, double seconds)
      throws IOException {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("date", LocalDate.now(ZoneId.systemDefault()).toString());
    root.put("java", Runtime.version().toString());
    root.put("engine", engine.engineForFiles().toString());
    root.put("packedBytes", packedBytes());
    root.put("rows", imported.report().linesRead());
    root.put("linkRows", imported.report().edgesRead());
    root.put("vertices", imported.graph().vertexCount());
    root.put("links", imported.graph().edgeCount());
    root.put("heapLimitBytes", Runtime.getRuntime().maxMemory());
    root.put("budgetBytes", options.memoryBudgetBytes());
    root.put("seconds", seconds);
    ObjectNode phases = root.putObject("secondsByPhase");
    imported.report().seconds().forEach(phases::put);
    ObjectNode dropped = root.putObject("dropped");
    imported.report().dropped().forEach(dropped::put);
    peakBytes().ifPresent(peak -> root.put("mostResidentBytes", peak));
    return root;
  }

  private long packedBytes() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> dumps = files.filter(file -> file.toString().endsWith(".sql.gz")).toList();
      long bytes = 0;
      for (Path dump : dumps) {
        bytes += Files.size(dump);
      }
      return bytes;
    }
  }

  /** The most memory this process has had, mapped files too; Linux alone tells. */
  private static OptionalLong peakBytes() throws IOException {
    if (Files.notExists(STATUS)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    }
  }
}
