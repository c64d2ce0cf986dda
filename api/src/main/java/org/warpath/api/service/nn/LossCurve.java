package org.warpath.api.service.nn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.warpath.api.service.http.Json;
import org.warpath.nn.training.TrainingListener;

/**
 * What a training reached: losses as means over equal intervals, of which there are so few that
 * they can be drawn, and all tests.
 */
final class LossCurve implements TrainingListener {
  private static final int MOST_POINTS = 1000;

  private final List<Point> points = new ArrayList<>();
  private final ArrayNode tests = Json.array();
  private int width = 1;
  private int pending;
  private double sum;

  /** The mean of an interval, and its last iteration. */
  private record Point(long iteration, double loss) {}

  @Override
  public void trained(long iteration, double loss, double rate) {
    sum += loss;
    if (++pending < width) {
      return;
    }
    points.add(new Point(iteration, sum / pending));
    sum = 0;
    pending = 0;
    if (points.size() > MOST_POINTS && points.size() % 2 == 0) {
      for (int i = 0; i < points.size() / 2; i++) {
        Point first = points.get(2 * i);
        Point second = points.get(2 * i + 1);
        points.set(i, new Point(second.iteration, (first.loss + second.loss) / 2));
      }
      points.subList(points.size() / 2, points.size()).clear();
      width *= 2;
    }
  }

  @Override
  public void tested(long iteration, Map<String, Double> means) {
    ObjectNode test = tests.addObject().put("iteration", iteration);
    ObjectNode values = test.putObject("values");
    means.forEach((name, mean) -> Json.put(values, name, mean));
  }

  void describe(ObjectNode json) {
    ArrayNode losses = json.putArray("losses");
    for (Point point : points) {
      Json.put(losses.addObject().put("iteration", point.iteration), "loss", point.loss);
    }
    json.set("tests", tests);
  }
}
