package org.warpath.graph.io;

import it.unimi.dsi.webgraph.ImmutableGraph;
import it.unimi.dsi.webgraph.NodeIterator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.text.InputFile;

/**
 * WebGraph's compressed graphs (Boldi, Vigna, 2004): {@code NAME.graph} and {@code NAME.properties}
 * as {@code it.unimi.dsi.webgraph.BVGraph} writes them, read from begin to end without offsets.
 * They have no weights.
 */
final class BvGraphReader implements FormatReader {
  private static final String[] EXTENSIONS = {".graph", ".properties", ".offsets"};

  /** Whether {@code file} is a file of such a graph, or what their names have in common. */
  static boolean isPart(Path file) throws IOException {
    Path base = Siblings.baseName(file, EXTENSIONS);
    return Files.isRegularFile(sibling(base, ".graph"))
        && Files.isRegularFile(sibling(base, ".properties"))
        && properties(base).getProperty("graphclass") != null;
  }

  private static Path sibling(Path base, String extension) {
    return base.resolveSibling(base.getFileName() + extension);
  }

  private static Properties properties(Path base) throws IOException {
    Path file = sibling(base, ".properties");
    Properties properties = new Properties();
    try (InputStream in = InputFile.open(file)) {
      properties.load(in);
    } catch (IllegalArgumentException e) {
      GraphFormatException malformed =
          new GraphFormatException(file.toString(), "is no properties file: " + e.getMessage());
      malformed.initCause(e);
      throw malformed;
    }
    return properties;
  }

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    Path base = Siblings.baseName(ImportRun.single(sources, GraphFormat.BVGRAPH), EXTENSIONS);
    InputFile.requireFile(sibling(base, ".graph"));
    Properties properties = properties(base);
    String kind = properties.getProperty("graphclass", "none");
    if (!kind.endsWith("it.unimi.dsi.webgraph.BVGraph")) {
      throw new GraphFormatException(
          sibling(base, ".properties").toString(),
          "names graphclass " + kind + ", expected it.unimi.dsi.webgraph.BVGraph");
    }
    Source source = Source.open(base);
    int vertices = source.graph().numNodes();
    try (GraphBuilder builder = run.builder()) {
      ArcFeed feed = new ArcFeed(builder, source.name(), false, true, false);
      NodeIterator nodes = source.nodes();
      for (int i = 0; i < vertices; i++) {
        Source.Row row = source.next(nodes);
        for (int k = 0; k < row.degree(); k++) {
          feed.add(row.vertex(), row.successors()[k], 1);
        }
        if (i % 4096 == 0) {
          run.control().iteration("read", i, vertices, Double.NaN);
        }
      }
      feed.finish();
      String arcs = properties.getProperty("arcs", Long.toString(feed.arcs()));
      if (!arcs.equals(Long.toString(feed.arcs()))) {
        throw new GraphFormatException(
            source.name(), "declares " + arcs + " arcs, has " + feed.arcs());
      }
      return run.build(builder, feed.arcs(), vertices, run.titles(source.name(), vertices));
    }
  }

  /** A graph being read; what the library throws at damaged data becomes one kind of exception. */
  private record Source(String name, ImmutableGraph graph) {

    /** The successors of one vertex, in the first {@code degree} entries of an array. */
    record Row(int vertex, int degree, int[] successors) {}

    static Source open(Path base) throws IOException {
      String name = sibling(base, ".graph").toString();
      try {
        return new Source(name, ImmutableGraph.loadOffline(base.toString()));
      } catch (RuntimeException e) {
        throw damaged(name, e);
      }
    }

    NodeIterator nodes() throws GraphFormatException {
      try {
        return graph.nodeIterator();
      } catch (RuntimeException e) {
        throw damaged(name, e);
      }
    }

    Row next(NodeIterator nodes) throws GraphFormatException {
      try {
        int vertex = nodes.nextInt();
        int degree = nodes.outdegree();
        int[] successors = nodes.successorArray();
        for (int i = 0; i < degree; i++) {
          if (successors[i] < 0 || successors[i] >= graph.numNodes()) {
            throw new GraphFormatException(
                name, "vertex " + vertex + " has successor " + successors[i]);
          }
        }
        return new Row(vertex, degree, successors);
      } catch (RuntimeException e) {
        throw damaged(name, e);
      }
    }

    private static GraphFormatException damaged(String name, RuntimeException cause) {
      GraphFormatException damaged =
          new GraphFormatException(name, "the BVGraph data is damaged or truncated: " + cause);
      damaged.initCause(cause);
      return damaged;
    }
  }
}
