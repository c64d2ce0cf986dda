package org.warpath.bench.graph;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.RunControl;

/**
 * Kronecker graphs as the GAP benchmark has them, of 2^{@code scale} vertices with 16 edges each,
 * some of them parallel.
 *
 * @param scale in [0, 30]
 */
public record Kronecker(int scale) {
  /** Edges drawn for each vertex. */
  public static final int EDGE_FACTOR = 16;

  private Rmat rmat() {
    return new Rmat(scale, EDGE_FACTOR, 1);
  }

  /** Both arcs of each edge, no self-loops, no parallel edges, weights 1 to 255. */
  public Imported graph(int threads) throws IOException {
    return rmat()
        .generate(
            BuildOptions.defaults()
                .withDirected(false)
                .withDuplicates(Duplicates.MIN)
                .withSelfLoops(SelfLoops.DROP)
                .withThreads(threads),
            Optional.of(new IntegerWeights(1, 255, 1)),
            RunControl.none());
  }

  /** Vertices with edges, the same for every run. */
  public static int[] sources(Graph graph, int count) {
    return new SplittableRandom(27)
        .ints(0, graph.vertexCount())
        .filter(v -> graph.outDegree(v) > 0)
        .limit(count)
        .toArray();
  }

  /** Writes the edges as drawn, one a line. */
  public void writeText(Path text) throws IOException {
    Rmat rmat = rmat();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(text), 1 << 20)) {
      StringBuilder block = new StringBuilder();
      for (long e = 0; e < rmat.edgeCount(); e++) {
        long ends = rmat.edge(e);
        block.append((int) (ends >>> Integer.SIZE)).append(' ').append((int) ends).append('\n');
        if (block.length() > 1 << 16 || e + 1 == rmat.edgeCount()) {
          out.write(block.toString().getBytes(StandardCharsets.US_ASCII));
          block.setLength(0);
        }
      }
    }
  }
}
