package org.warpath.api.service.nn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.jobs.JobListener;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.nn.training.TrainingListener;

/**
 * What a training reached: losses as means over equal intervals, of which there are so few that
 * they can be drawn, and all tests. It is kept beside a snapshot, and goes on with it.
 */
final class LossCurve implements TrainingListener {
  private static final int MOST_POINTS = 1000;

  private final List<Point> points = new ArrayList<>();
  private final List<Test> tests = new ArrayList<>();
  private int width = 1;
  private int pending;
  private double sum;

  /** The mean of an interval, and its last iteration with its rate. */
  private record Point(long iteration, double loss, double rate) {}

  /** A test's means. */
  private record Test(long iteration, Map<String, Double> values) {}

  /** All of it, as it is kept. */
  private record State(List<Point> points, List<Test> tests, int width, int pending, double sum) {}

  /** Nothing yet. */
  LossCurve() {}

  /** As it was {@linkplain #write written}. */
  static LossCurve read(Path file) throws IOException {
    State state = Json.MAPPER.readValue(Files.readAllBytes(file), State.class);
    LossCurve curve = new LossCurve();
    curve.points.addAll(state.points);
    curve.tests.addAll(state.tests);
    curve.width = state.width;
    curve.pending = state.pending;
    curve.sum = state.sum;
    return curve;
  }

  /** On disk when this returns. */
  void write(Path file) throws IOException {
    State state = new State(points, tests, width, pending, sum);
    byte[] json = Json.MAPPER.writeValueAsBytes(state);
    AtomicFile.write(file, channel -> AtomicFile.writeFully(channel, ByteBuffer.wrap(json)));
  }

  /** Tells again what was reached. */
  void tell(JobListener listener) {
    points.forEach(point -> listener.recalled(point.iteration, point.loss, point.rate));
    tests.forEach(test -> listener.tested(test.iteration, test.values));
  }

  @Override
  public void trained(long iteration, double loss, double rate) {
    sum += loss;
    if (++pending < width) {
      return;
    }
    points.add(new Point(iteration, sum / pending, rate));
    sum = 0;
    pending = 0;
    if (points.size() > MOST_POINTS && points.size() % 2 == 0) {
      for (int i = 0; i < points.size() / 2; i++) {
        Point first = points.get(2 * i);
        Point second = points.get(2 * i + 1);
        points.set(i, new Point(second.iteration, (first.loss + second.loss) / 2, second.rate));
      }
      points.subList(points.size() / 2, points.size()).clear();
      width *= 2;
    }
  }

  @Override
  public void tested(long iteration, Map<String, Double> means) {
    tests.add(new Test(iteration, new LinkedHashMap<>(means)));
  }

  void describe(ObjectNode json) {
    var losses = json.putArray("losses");
    for (Point point : points) {
      Json.put(losses.addObject().put("iteration", point.iteration), "loss", point.loss);
    }
    var described = json.putArray("tests");
    for (Test test : tests) {
      ObjectNode values =
          described.addObject().put("iteration", test.iteration).putObject("values");
      test.values.forEach((name, mean) -> Json.put(values, name, mean));
    }
  }
}
