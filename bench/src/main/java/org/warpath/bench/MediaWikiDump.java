package org.warpath.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.ConsoleProgress;
import org.warpath.api.cli.console.Count;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.bench.mediawiki.DumpWriter;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.WikipediaLike;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath bench mediawiki-dump}. */
@Command(
    name = "mediawiki-dump",
    description = {
      "Write a synthetic wiki as the table dumps of MediaWiki: page, redirect, linktarget, pagelinks.",
      "Its articles and their links are those of 'warpath generate wikipedia'. Beside them it has redirects, 5 for 3"
          + " articles, pages of other namespaces, links through redirects, red links and others that make no edge."
          + " With --pages 7M there are 60 million pages, 12 million of them redirects, as in English Wikipedia."
    },
    mixinStandardHelpOptions = true)
final class MediaWikiDump implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--links",
      required = true,
      paramLabel = "M",
      description = "links from article to article, like 400000 or 84M: about so many",
      converter = Count.class)
  private long links;

  @Option(
      names = "--pages",
      paramLabel = "N",
      description =
          "articles, like 400000 or 7M (default: as many as have so many links in Simple Wikipedia)",
      converter = Count.class)
  private @Nullable Long pages;

  @Option(
      names = "--other-pages",
      paramLabel = "N",
      description =
          "pages of other namespaces for each article, talk pages first (default: ${DEFAULT-VALUE})")
  private int others = 6;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "another seed, another wiki (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "where to write the dumps; what is there of that name is overwritten")
  private Path output = Path.of("");

  @Mixin private EngineOptions engine;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(output);
    ConsoleProgress.watchIo(spec.name(), control -> write(facts(), control));
    return ExitCode.OK;
  }

  private WikiDumpFacts facts() {
    WikipediaLike like =
        pages == null
            ? WikipediaLike.ofLinks(links, seed)
            : new WikipediaLike(Math.toIntExact(pages), links, seed);
    return new WikiDumpFacts(like.pages(), links, others, seed);
  }

  private Path write(WikiDumpFacts facts, RunControl control) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int threads = engine.hostThreads();
    long start = System.nanoTime();
    try (Imported made = facts.graph(threads, output, control)) {
      out.printf(
          "%d articles and %d links made in %.1f s%n",
          made.graph().vertexCount(), made.graph().edgeCount(), Timings.secondsSince(start));
      start = System.nanoTime();
      DumpWriter.write(made.graph(), others, seed, output, threads, control);
    }
    facts.write(output);
    out.printf("dumps written to %s in %.1f s%n", output, Timings.secondsSince(start));
    return output;
  }
}
