package org.warpath.nn.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;

/** A session that tests. */
final class Tester implements AutoCloseable {
  private final TestPlan plan;
  private final Feed feed;
  private final Session session;

  Tester(TestPlan plan, List<Carry> carries, Weights weights, Engine engine) {
    this.plan = plan;
    feed = new Feed(plan.batches(), carries);
    session =
        Session.open(
            new Session.Opening(plan.network(), feed.shapes(), ElementType.FLOAT32, false, 0),
            weights,
            engine);
  }

  long interval() {
    return plan.interval();
  }

  Map<String, Double> test(Weights weights) {
    session.load(weights);
    Map<String, Double> sums = new LinkedHashMap<>();
    for (long i = 0; i < plan.count(); i++) {
      feed.write(session, i);
      session.forward(Mode.INFERENCE);
      feed.carry(session);
      for (String value : plan.values()) {
        sums.merge(value, session.read(value).get(0), Double::sum);
      }
    }
    sums.replaceAll((value, sum) -> sum / plan.count());
    return sums;
  }

  @Override
  public void close() {
    session.close();
  }
}
