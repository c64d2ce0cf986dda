package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.api.cli.console.ConsoleProgress;
import org.warpath.api.cli.console.Count;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.api.cli.console.OutputPlace;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.graph.generate.UniformRandom;
import org.warpath.graph.generate.WikipediaLike;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code warpath generate KIND}. */
@Command(
    name = "generate",
    description = "Make a synthetic graph: the same for the same parameters, everywhere.",
    mixinStandardHelpOptions = true,
    subcommands = {
      GenerateCommand.RmatCommand.class,
      GenerateCommand.UniformCommand.class,
      GenerateCommand.GridCommand.class,
      GenerateCommand.PathShapeCommand.class,
      GenerateCommand.CycleCommand.class,
      GenerateCommand.StarCommand.class,
      GenerateCommand.TreeCommand.class,
      GenerateCommand.WikipediaCommand.class
    })
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "name a kind of graph: " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Makes a graph. */
  interface Maker {
    Imported make(
        BuildOptions options, Optional<IntegerWeights> weights, Engine engine, RunControl control)
        throws IOException;
  }

  /** What all kinds share. */
  abstract static class Kind implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "FILE",
        description = "where to write the graph: .csr, .mtx, .csv, else an edge list")
    private Path output = Path.of("");

    @Option(names = "--symmetric", description = "undirected: store both arcs of every edge")
    private boolean symmetric;

    @Option(
        names = "--weights",
        paramLabel = "A..B",
        description = "give edges weights drawn from the integers A to B")
    private @Nullable String weights;

    @Option(
        names = "--order",
        paramLabel = "ORDER",
        description =
            "storage order: degree, none, or auto, which decides what pays (default: auto)")
    private Ordering order = Ordering.AUTO;

    @Option(
        names = "--duplicates",
        paramLabel = "POLICY",
        description =
            "parallel edges: keep, sum, min, max or first (default: min if symmetric, as the GAP benchmark"
                + " has it, else keep)")
    private @Nullable Duplicates duplicates;

    @Option(
        names = "--self-loops",
        paramLabel = "POLICY",
        description = "self-loops: keep or drop (default: drop if symmetric, else keep)")
    private @Nullable SelfLoops selfLoops;

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "another seed, another graph (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Mixin private EngineOptions engine;

    /** What makes the graph: by now all that was asked for is known to be in range. */
    abstract Maker maker();

    @Override
    public Integer call() throws IOException {
      GraphOutput target = GraphOutput.to(output);
      Maker maker = maker();
      Engine on = engine.engineForFiles();
      Optional<IntegerWeights> range = Optional.ofNullable(weights).map(this::range);
      BuildOptions options =
          BuildOptions.defaults()
              .withDirected(!symmetric)
              .withOrdering(order)
              .withThreads(engine.hostThreads())
              .withDuplicates(
                  duplicates != null ? duplicates : symmetric ? Duplicates.MIN : Duplicates.KEEP)
              .withSelfLoops(
                  selfLoops != null ? selfLoops : symmetric ? SelfLoops.DROP : SelfLoops.KEEP)
              .withScratchDirectory(OutputPlace.folder(output));
      try (Imported made =
          ConsoleProgress.watchIo(
              spec.name(), control -> maker.make(options, range, on, control))) {
        target.write(made.graph());
        ReportText.print(spec.commandLine().getOut(), made, output);
      }
      return ExitCode.OK;
    }

    private IntegerWeights range(String text) {
      String[] ends = text.split("\\.\\.", -1);
      try {
        if (ends.length == 2) {
          return new IntegerWeights(
              Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[1].strip()), seed);
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(wrongRange(text), e);
      }
      throw new IllegalArgumentException(wrongRange(text));
    }

    private static String wrongRange(String text) {
      return "--weights must be a range of integers like 1..255, was \"" + text + "\"";
    }
  }

  @Command(
      name = "rmat",
      description =
          "R-MAT/Kronecker, as in the GAP and Graph500 benchmarks; with --engine cuda the GPU makes"
              + " it, the same graph, in its own memory.",
      mixinStandardHelpOptions = true)
  static final class RmatCommand extends Kind {
    @Option(names = "--scale", required = true, paramLabel = "S", description = "2^S vertices")
    private int scale;

    @Option(
        names = "--edge-factor",
        paramLabel = "K",
        description = "edges a vertex (default: ${DEFAULT-VALUE})")
    private int edgeFactor = 16;

    @Override
    Maker maker() {
      return new Rmat(scale, edgeFactor, seed)::generate;
    }
  }

  @Command(
      name = "uniform",
      description = "Edges with both ends drawn uniformly.",
      mixinStandardHelpOptions = true)
  static final class UniformCommand extends Kind {
    @Option(names = "--vertices", required = true, paramLabel = "N", description = "vertices")
    private int vertices;

    @Option(names = "--edges", required = true, paramLabel = "M", description = "edges")
    private long edges;

    @Override
    Maker maker() {
      return new UniformRandom(vertices, edges, seed)::generate;
    }
  }

  @Command(
      name = "grid",
      description = "A grid: every vertex leads right and down.",
      mixinStandardHelpOptions = true)
  static final class GridCommand extends Kind {
    @Option(names = "--rows", required = true, paramLabel = "R", description = "rows")
    private int rows;

    @Option(names = "--columns", required = true, paramLabel = "C", description = "columns")
    private int columns;

    @Override
    Maker maker() {
      return new Shape.Grid(rows, columns)::generate;
    }
  }

  /** Shapes of which only the size is to be told. */
  abstract static class SizedShape extends Kind {
    @Option(names = "--vertices", required = true, paramLabel = "N", description = "vertices")
    int vertices;
  }

  @Command(name = "path", description = "0→1→ … →N−1.", mixinStandardHelpOptions = true)
  static final class PathShapeCommand extends SizedShape {
    @Override
    Maker maker() {
      return new Shape.Path(vertices)::generate;
    }
  }

  @Command(name = "cycle", description = "0→1→ … →N−1→0.", mixinStandardHelpOptions = true)
  static final class CycleCommand extends SizedShape {
    @Override
    Maker maker() {
      return new Shape.Cycle(vertices)::generate;
    }
  }

  @Command(name = "star", description = "0→v for every other v.", mixinStandardHelpOptions = true)
  static final class StarCommand extends SizedShape {
    @Override
    Maker maker() {
      return new Shape.Star(vertices)::generate;
    }
  }

  @Command(
      name = "tree",
      description = "A binary tree: v→2v+1 and v→2v+2.",
      mixinStandardHelpOptions = true)
  static final class TreeCommand extends SizedShape {
    @Override
    Maker maker() {
      return new Shape.BinaryTree(vertices)::generate;
    }
  }

  @Command(
      name = "wikipedia",
      description =
          "The degrees of Simple English Wikipedia's articles in 2007 (in, out and how many links are"
              + " returned), links paired at random. There are no parallel links and no self-loops.",
      mixinStandardHelpOptions = true)
  static final class WikipediaCommand extends Kind {
    @Option(
        names = "--links",
        required = true,
        paramLabel = "M",
        description = "links, like 400000, 84M or 2.5G: about so many",
        converter = Count.class)
    private long links;

    @Option(
        names = "--pages",
        paramLabel = "N",
        description = "pages (default: as many as have so many links there)")
    private @Nullable Integer pages;

    @Override
    Maker maker() {
      WikipediaLike like =
          pages == null
              ? WikipediaLike.ofLinks(links, seed)
              : new WikipediaLike(pages, links, seed);
      return (options, weights, engine, control) -> {
        if (engine instanceof Engine.Cuda) {
          throw new IllegalArgumentException(
              "the CUDA engine makes R-MAT graphs only; wikipedia is for the CPU engine");
        }
        return like.generate(options, weights, control);
      };
    }
  }
}
