package org.warpath.graph.graphalytics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.Direction;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.GraphFormat;
import org.warpath.graph.io.ImportOptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * Runs the algorithms of LDBC Graphalytics on its graphs, with the parameters of their properties
 * files, and compares with the reference outputs: BFS and CDLP exactly, WCC as a partition, PR, LCC
 * and SSSP up to a relative error of 1e-4.
 *
 * <p>A graph is described by properties {@code graph.NAME.…} and lies in {@code NAME.v}, {@code
 * NAME.e} and reference outputs such as {@code NAME-BFS}: anywhere below one folder, packed or
 * plain. What is described but not there is skipped.
 */
public final class GraphalyticsValidation {
  private final DatasetFolder folder;
  private final Engine engine;
  private final RunControl control;
  private final Consumer<Outcome> listener;
  private final List<Outcome> outcomes = new ArrayList<>();

  private GraphalyticsValidation(
      DatasetFolder folder, Engine engine, RunControl control, Consumer<Outcome> listener) {
    this.folder = folder;
    this.engine = engine;
    this.control = control;
    this.listener = listener;
  }

  /** As below, with nobody listening. */
  public static GraphalyticsReport run(Path root, Engine engine) throws IOException {
    return run(root, engine, RunControl.none(), outcome -> {});
  }

  /**
   * Validates all graphs below {@code root}, by name.
   *
   * @param listener told of each outcome at once
   * @throws GraphFormatException if no graph is described there, or a file is not what it should be
   * @throws IOException if a file cannot be read
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public static GraphalyticsReport run(
      Path root, Engine engine, RunControl control, Consumer<Outcome> listener) throws IOException {
    DatasetFolder folder = DatasetFolder.of(root);
    GraphalyticsValidation validation =
        new GraphalyticsValidation(folder, engine, control, listener);
    for (GraphProperties graph : folder.graphs()) {
      validation.validate(graph);
    }
    return new GraphalyticsReport(validation.outcomes);
  }

  private void validate(GraphProperties properties) throws IOException {
    Optional<Path> vertices = folder.file(properties.vertexFile());
    Optional<Path> edges = folder.file(properties.edgeFile());
    if (vertices.isEmpty() || edges.isEmpty()) {
      String missing = vertices.isEmpty() ? properties.vertexFile() : properties.edgeFile();
      skipAll(properties, "no file " + missing);
      return;
    }
    Map<Algorithm, Path> references = references(properties);
    if (references.isEmpty()) {
      skipAll(properties, "no reference output");
      return;
    }
    try (Graph graph = read(vertices.get(), edges.get(), properties.directed())) {
      GraphRuns runs = new GraphRuns(properties, graph, engine, control);
      for (String name : properties.algorithms()) {
        Optional<Algorithm> algorithm = Algorithm.of(name);
        if (algorithm.isEmpty()) {
          tell(skipped(properties, name, "no algorithm of Graphalytics"));
        } else if (!references.containsKey(algorithm.get())) {
          tell(skipped(properties, name, "no file " + reference(properties, algorithm.get())));
        } else {
          tell(runs.run(algorithm.get(), references.get(algorithm.get())));
        }
      }
    }
  }

  private Map<Algorithm, Path> references(GraphProperties properties) throws IOException {
    Map<Algorithm, Path> references = new EnumMap<>(Algorithm.class);
    for (String name : properties.algorithms()) {
      Algorithm.of(name)
          .ifPresent(algorithm ->
              folder
                  .file(reference(properties, algorithm))
                  .ifPresent(file -> references.put(algorithm, file)));
    }
    return references;
  }

  private static String reference(GraphProperties properties, Algorithm algorithm) {
    return properties.name() + "-" + algorithm.name();
  }

  private Graph read(Path vertices, Path edges, boolean directed) throws IOException {
    ImportOptions options =
        ImportOptions.defaults()
            .withFormat(GraphFormat.GRAPHALYTICS)
            .withDirection(directed ? Direction.DIRECTED : Direction.UNDIRECTED);
    return GraphFiles.importFrom(List.of(vertices, edges), options, control).graph();
  }

  private void skipAll(GraphProperties properties, String reason) throws IOException {
    for (String algorithm : properties.algorithms()) {
      tell(skipped(properties, algorithm, reason));
    }
  }

  private static Outcome skipped(GraphProperties properties, String algorithm, String reason) {
    return new Outcome(properties.name(), algorithm, new Verdict.Skipped(reason), 0);
  }

  private void tell(Outcome outcome) {
    outcomes.add(outcome);
    listener.accept(outcome);
  }
}
