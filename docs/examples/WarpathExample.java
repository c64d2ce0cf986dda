import java.net.URI;
import org.warpath.api.client.GraphClient;
import org.warpath.api.client.JobHandle;
import org.warpath.api.client.Rows;
import org.warpath.api.client.WarpathClient;
import org.warpath.api.client.answer.PageRankAnswer;
import org.warpath.api.client.answer.Path;
import org.warpath.api.client.query.PageRankQuery;
import org.warpath.api.client.query.SsspQuery;

/**
 * Asks Warpath's service questions from Java.
 *
 * <pre>
 * ./warpath serve                                         # in one terminal
 * java -cp bench/target/quick/warpath-bench.jar \
 *     docs/examples/WarpathExample.java                   # in another; [URL [KEY]] may follow
 * </pre>
 */
public final class WarpathExample {
  private WarpathExample() {}

  public static void main(String[] arguments) {
    String url = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080";
    try (WarpathClient anyone = WarpathClient.connect(URI.create(url))) {
      WarpathClient client = arguments.length > 1 ? anyone.withKey(arguments[1]) : anyone;
      GraphClient wiki = client.graph("simplewiki");

      System.out.println("Articles like \"Albert Einstien\":");
      wiki.search("Albert Einstien", 3).forEach(found -> System.out.println("  " + found.label()));

      PageRankAnswer ranks = wiki.pageRank(PageRankQuery.defaults().withDamping(0.9).withTop(5));
      System.out.printf("PageRank after %d iterations:%n", ranks.iterations());
      ranks.top().forEach(v -> System.out.printf("  %.6f  %s%n", v.value(), v.label()));

      SsspQuery query = SsspQuery.from("Cheese").to("Quantum mechanics").withWeighted(false);
      Path path = wiki.sssp(query).path();
      System.out.printf("%.0f clicks from Cheese to Quantum mechanics:%n", path.total());
      path.steps().forEach(step -> System.out.println("  " + step.label()));

      double[] all = wiki.vector(PageRankQuery.defaults()).doubles();
      System.out.printf("All %d ranks at once%n", all.length);
      try (Rows rows = wiki.rows(PageRankQuery.defaults())) {
        System.out.printf(
            "and one by one, %d above the mean%n",
            rows.stream().filter(row -> row.value() > 1.0 / all.length).count());
      }

      JobHandle<PageRankAnswer> job = wiki.submit(PageRankQuery.defaults().withIterations(50));
      job.await(progress -> System.out.printf("  %s %d%n", progress.step(), progress.done()));
      System.out.println("The job found " + job.result().top().getFirst().label());

      double[][] product =
          client.math().gemm(new double[][] {{1, 2}, {3, 4}}, new double[][] {{5}, {6}}).values();
      System.out.printf("A product: %.0f, %.0f%n", product[0][0], product[1][0]);
    }
  }
}
