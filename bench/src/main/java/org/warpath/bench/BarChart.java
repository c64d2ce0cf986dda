package org.warpath.bench;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars of different heights, drawn to a logarithmic scale if they differ by much. */
final class BarChart {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 380;
  private static final double MUCH = 20;
  private static final Color BLUE = new Color(0x2a78d6);

  private final String title;
  private final List<String> names = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  BarChart(String title) {
    this.title = title;
  }

  void add(String name, double value) {
    names.add(name);
    values.add(rounded(value));
  }

  /** To three digits, as bars are labelled. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }

  /** An {@code <img>} with the picture in it; a remark where there are no bars, or no fonts. */
  String image() {
    if (values.isEmpty()) {
      return "";
    }
    String text = WikipediaPage.escaped(title);
    try {
      String picture = Base64.getEncoder().encodeToString(draw());
      return "<img alt=\"%s\" src=\"data:image/png;base64,%s\"/>%n".formatted(text, picture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LinkageError | InternalError | RuntimeException e) {
      // A bare machine has no fonts, and the figures are in the table.
      return "<p>%s: not drawn, %s</p>%n".formatted(text, WikipediaPage.escaped(e.toString()));
    }
  }

  private byte[] draw() throws IOException {
    double least = values.stream().mapToDouble(value -> value).min().orElseThrow();
    double most = values.stream().mapToDouble(value -> value).max().orElseThrow();
    boolean isLogarithmic = least > 0 && most / least > MUCH;
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(isLogarithmic ? title + " (logarithmic)" : title)
            .build();
    chart.addSeries(title, names, values).setFillColor(BLUE);
    var style = chart.getStyler();
    style.setLegendVisible(false);
    style.setLabelsVisible(true);
    style.setYAxisLogarithmic(isLogarithmic);
    if (isLogarithmic) {
      style.setYAxisMin(Math.pow(10, Math.floor(Math.log10(least / 2))));
    }
    style.setAvailableSpaceFill(0.5);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    return BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
  }
}
