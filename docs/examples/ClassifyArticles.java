import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.warpath.graph.Graph;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.ElementType;
import org.warpath.nn.activation.Activation;
import org.warpath.nn.dense.FullyConnected;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.loss.SoftmaxCrossEntropy;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.solver.Adam;
import org.warpath.nn.solver.Solver;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Tells by their links alone which articles of Simple English Wikipedia are about a day or a year:
 * the graph's algorithms give each article its features, and a small network learns from them.
 *
 * <pre>
 * java -cp bench/target/quick/warpath-bench.jar docs/examples/ClassifyArticles.java
 * </pre>
 */
public final class ClassifyArticles {
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{1,4}( BC)?|(January|February|March|April|May|June|July|August|September|October"
              + "|November|December) \\d+");
  private static final int EPOCHS = 300;

  private ClassifyArticles() {}

  public static void main(String[] arguments) throws IOException {
    Engine engine = Engine.auto();
    Path data = Path.of(arguments.length > 0 ? arguments[0] : "data/simplewiki-2007");
    ImportOptions titles = ImportOptions.defaults().withTitles(data.resolve("titles.txt.gz"));
    try (Graph graph =
        GraphFiles.importFrom(List.of(data.resolve("edges.txt.gz")), titles, RunControl.none())
            .graph()) {
      double[][] features = features(graph, engine);
      int[] labels =
          IntStream.range(0, graph.vertexCount())
              .map(v -> DATE.matcher(graph.name(v)).matches() ? 1 : 0)
              .toArray();
      learn(graph, features, labels, engine);
    }
  }

  /** Of each vertex: degrees, rank, clustering, and how large its community is; all standardised. */
  private static double[][] features(Graph graph, Engine engine) {
    int n = graph.vertexCount();
    double[] ranks = PageRank.run(graph, PageRankOptions.defaults(), engine).ranks();
    double[] clustering = Lcc.run(graph, engine).coefficients();
    int[] communities = Cdlp.run(graph, CdlpOptions.defaults(), engine).labels();
    long[] sizes = new long[n];
    Arrays.stream(communities).forEach(community -> sizes[community]++);
    double[][] features = new double[n][];
    for (int v = 0; v < n; v++) {
      features[v] =
          new double[] {
            Math.log1p(graph.inDegree(v)),
            Math.log1p(graph.outDegree(v)),
            Math.log(ranks[v]),
            clustering[v],
            Math.log(sizes[communities[v]])
          };
    }
    for (int f = 0; f < features[0].length; f++) {
      int feature = f;
      double mean = Arrays.stream(features).mapToDouble(row -> row[feature]).average().orElse(0);
      double deviation =
          Math.sqrt(
              Arrays.stream(features)
                  .mapToDouble(row -> Math.pow(row[feature] - mean, 2))
                  .average()
                  .orElse(1));
      Arrays.stream(features).forEach(row -> row[feature] = (row[feature] - mean) / deviation);
    }
    return features;
  }

  /** Learns from four fifths of the vertices, and tells how well it does on the others. */
  private static void learn(Graph graph, double[][] features, int[] labels, Engine engine) {
    List<Integer> vertices =
        new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
    Collections.shuffle(vertices, new Random(1));
    List<Integer> seen = vertices.subList(0, labels.length * 4 / 5);
    List<Integer> unseen = vertices.subList(seen.size(), labels.length);

    Network network =
        Network.builder("features", "labels")
            .add("hidden", FullyConnected.of(32), "features")
            .add("active", Activation.relu(), "hidden")
            .add("scores", FullyConnected.of(2), "active")
            .add("loss", new SoftmaxCrossEntropy(), "scores", "labels")
            .outputs("loss", "scores")
            .build();
    Map<String, Shape> shapes =
        Map.of("features", Shape.of(seen.size(), 5), "labels", Shape.of(seen.size()));
    Weights weights = Weights.initial(network, shapes, ElementType.FLOAT32, 1);
    try (Session session = Session.training(network, weights, shapes, 1, engine)) {
      session.learnWith(Solver.of(Adam.usual(), 0.01));
      session.write("features", rows(features, seen));
      session.write("labels", numbers(labels, seen));
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        session.zeroGradients();
        session.forward(Mode.TRAINING);
        session.backward("loss");
        session.update();
        if (epoch % 100 == 0) {
          System.out.printf("epoch %d: loss %.4f%n", epoch, session.read("loss").get(0));
        }
      }
      weights = session.weights();
    }
    Map<String, Shape> others =
        Map.of("features", Shape.of(unseen.size(), 5), "labels", Shape.of(unseen.size()));
    try (Session session = Session.open(network, weights, others, engine)) {
      session.write("features", rows(features, unseen));
      session.write("labels", numbers(labels, unseen));
      session.forward(Mode.INFERENCE);
      report(graph, session.read("scores"), labels, unseen);
    }
  }

  private static Tensor rows(double[][] features, List<Integer> vertices) {
    double[] all = vertices.stream().flatMapToDouble(v -> Arrays.stream(features[v])).toArray();
    return Tensor.of(Shape.of(vertices.size(), 5), all);
  }

  private static Tensor numbers(int[] labels, List<Integer> vertices) {
    double[] all = vertices.stream().mapToDouble(v -> labels[v]).toArray();
    return Tensor.of(Shape.of(vertices.size()), all);
  }

  private static void report(Graph graph, Tensor scores, int[] labels, List<Integer> vertices) {
    int right = 0;
    int found = 0;
    int claimed = 0;
    int dates = 0;
    for (int i = 0; i < vertices.size(); i++) {
      int guess = scores.get(2L * i + 1) > scores.get(2L * i) ? 1 : 0;
      int label = labels[vertices.get(i)];
      right += guess == label ? 1 : 0;
      claimed += guess;
      dates += label;
      found += guess & label;
      if (guess == 1 && label == 0 && claimed - found <= 5) {
        System.out.println("taken for a date: " + graph.name(vertices.get(i)));
      }
    }
    System.out.printf(
        "of %d unseen articles %.1f %% right (%.1f %% are no dates);"
            + " dates: %d of %d found, %d claimed%n",
        vertices.size(),
        100.0 * right / vertices.size(),
        100.0 * (vertices.size() - dates) / vertices.size(),
        found,
        dates,
        claimed);
  }
}
