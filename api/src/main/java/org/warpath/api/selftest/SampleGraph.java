package org.warpath.api.selftest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.Generator;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.graph.generate.UniformRandom;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.kernels.RunControl;

/** A graph to test on; owns it. */
record SampleGraph(String name, Imported imported) implements AutoCloseable {
  private static final IntegerWeights WEIGHTS = new IntegerWeights(1, 255, 1);

  Graph graph() {
    return imported.graph();
  }

  /**
   * Graphs of the shapes that algorithms find hard: skewed and even degrees, hubs, long diameters,
   * street networks, pages with titles; directed and not.
   *
   * @param scale R-MAT graphs have 2^scale vertices, the others about as many arcs
   * @param data the folder of shipped graphs, null to leave them out
   */
  static List<SampleGraph> all(int scale, @Nullable Path data) throws IOException {
    int vertices = 1 << scale;
    int side = 1 << (scale / 2);
    List<SampleGraph> samples = new ArrayList<>();
    try {
      samples.add(undirected("R-MAT " + scale, new Rmat(scale, 16, 1)));
      samples.add(directed("directed R-MAT " + scale, new Rmat(scale, 8, 2)));
      samples.add(directed("R-MAT 4, long rows", new Rmat(4, 1024, 4)));
      samples.add(directed("uniform " + scale, new UniformRandom(vertices, 8L * vertices, 3)));
      samples.add(undirected("dense 400", new UniformRandom(400, 80_000, 5)));
      samples.add(undirected("grid " + side + "×" + side, new Shape.Grid(side, side)));
      samples.add(undirected("star " + vertices, new Shape.Star(vertices)));
      samples.add(directed("path 2000", new Shape.Path(2000)));
      samples.add(directed("one vertex", new Shape.Path(1)));
      if (data != null) {
        samples.add(shipped(data, "karate", "small-graphs/karate.mtx"));
        samples.add(shipped(data, "Simple Wikipedia 2007", "simplewiki-2007/edges.txt.gz"));
        samples.add(shipped(data, "Bremen streets", "road/bremen_dist.gr.gz"));
      }
      return samples;
    } catch (IOException | RuntimeException e) {
      samples.forEach(SampleGraph::close);
      throw e;
    }
  }

  private static SampleGraph undirected(String name, Generator generator) throws IOException {
    return generated(
        name,
        generator,
        BuildOptions.defaults()
            .withDirected(false)
            .withOrdering(Ordering.DEGREE)
            .withDuplicates(Duplicates.MIN)
            .withSelfLoops(SelfLoops.DROP));
  }

  // Parallel edges and self-loops stay.
  private static SampleGraph directed(String name, Generator generator) throws IOException {
    return generated(name, generator, BuildOptions.defaults());
  }

  private static SampleGraph generated(String name, Generator generator, BuildOptions options)
      throws IOException {
    return new SampleGraph(
        name, generator.generate(options, Optional.of(WEIGHTS), RunControl.none()));
  }

  private static SampleGraph shipped(Path data, String name, String file) throws IOException {
    Path path = data.resolve(file);
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          path + " does not exist: the shipped graphs are expected in " + data);
    }
    return new SampleGraph(
        name, GraphFiles.importFrom(List.of(path), ImportOptions.defaults(), RunControl.none()));
  }

  @Override
  public void close() {
    imported.close();
  }
}
