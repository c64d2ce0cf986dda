package org.warpath.api.cli.nn;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.nn.training.TrainingListener;

/** A training as a picture: losses to the left, accuracies to the right, by iteration. */
final class TrainingCurve implements TrainingListener {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 540;

  // About as many points as there are pixels.
  private static final int MOST_POINTS = 1000;

  private final String title;
  private final Line losses = new Line();
  private final Map<String, Line> tests = new LinkedHashMap<>();

  TrainingCurve(String title) {
    this.title = title;
  }

  /** Points of a line. */
  private static final class Line {
    private final List<Double> iterations = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    void add(long iteration, double value) {
      iterations.add((double) iteration);
      values.add(value);
    }

    /** Means of neighbours, so that there are not too many points. */
    Line thinned() {
      int group = Math.ceilDiv(Math.max(1, values.size()), MOST_POINTS);
      Line thin = new Line();
      for (int from = 0; from < values.size(); from += group) {
        int to = Math.min(values.size(), from + group);
        double mean =
            values.subList(from, to).stream().mapToDouble(value -> value).average().orElseThrow();
        thin.iterations.add(iterations.get(to - 1));
        thin.values.add(mean);
      }
      return thin;
    }
  }

  @Override
  public void trained(long iteration, double loss, double rate) {
    if (Double.isFinite(loss)) {
      losses.add(iteration, loss);
    }
  }

  @Override
  public void tested(long iteration, Map<String, Double> means) {
    means.forEach((name, mean) -> {
      if (Double.isFinite(mean)) {
        tests.computeIfAbsent(name, _ -> new Line()).add(iteration, mean);
      }
    });
  }

  /** Writes a PNG; nothing if there is nothing to draw yet. */
  void write(Path file) throws IOException {
    if (losses.values.isEmpty() && tests.isEmpty()) {
      return;
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("iteration")
            .yAxisTitle("loss")
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    add(chart, "loss", losses.thinned(), 0);
    tests.forEach((name, line) -> {
      boolean isAccuracy = name.contains("accuracy");
      if (isAccuracy) {
        chart.setYAxisGroupTitle(1, "accuracy");
        chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
      }
      add(chart, "test " + name, line, isAccuracy ? 1 : 0);
    });
    AtomicFile.write(
        file,
        channel ->
            BitmapEncoder.saveBitmap(chart, Channels.newOutputStream(channel), BitmapFormat.PNG));
  }

  private static void add(XYChart chart, String name, Line line, int axis) {
    if (!line.values.isEmpty()) {
      XYSeries series = chart.addSeries(name, line.iterations, line.values);
      series.setMarker(SeriesMarkers.NONE);
      series.setYAxisGroup(axis);
    }
  }
}
