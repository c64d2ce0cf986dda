package org.warpath.graph.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Degrees like those of Simple English Wikipedia's articles in April 2007: a page takes all of its
 * three from one page there, so that they belong together as they do there. Few pages have most
 * links that lead to them: theirs are drawn from a power law that is fitted to the largest there
 * (Hill's estimator), or no page of a larger graph could have more.
 *
 * @param out of each page there, links that are not returned
 * @param in links to it that it does not return
 * @param both links that are returned
 */
record WikipediaDegrees(int[] out, int[] in, int[] both) {
  private static final String RESOURCE = "simple-wikipedia-2007.csv";
  private static final double TAIL = 0.02;

  private static final class Fitted {
    static final WikipediaDegrees DEGREES = read();

    private Fitted() {}
  }

  static WikipediaDegrees fitted() {
    return Fitted.DEGREES;
  }

  private static WikipediaDegrees read() {
    try (InputStream file =
            Objects.requireNonNull(WikipediaDegrees.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
      int[][] rows =
          lines
              .lines()
              .skip(1)
              .map(line -> Arrays.stream(line.split(",", -1)).mapToInt(Integer::parseInt).toArray())
              .toArray(int[][]::new);
      return new WikipediaDegrees(column(rows, 0), column(rows, 1), column(rows, 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] column(int[][] rows, int column) {
    return Arrays.stream(rows).mapToInt(row -> row[column]).toArray();
  }

  int pages() {
    return out.length;
  }

  /** Links that leave a page, on average. */
  double linksAPage() {
    return mean(out) + mean(both);
  }

  static double mean(int[] degrees) {
    return Arrays.stream(degrees).asLongStream().sum() / (double) degrees.length;
  }

  /**
   * A power law of large degrees: the share of those above x is (least ÷ x) to the power of {@code
   * exponent}.
   */
  record Tail(int least, double exponent) {

    /** That of the largest of {@code degrees}. */
    static Tail of(int[] degrees) {
      int[] ascending = degrees.clone();
      Arrays.sort(ascending);
      int first = (int) (ascending.length * (1 - TAIL));
      int least = ascending[first];
      double logarithms = 0;
      for (int i = first + 1; i < ascending.length; i++) {
        logarithms += StrictMath.log(ascending[i] / (double) least);
      }
      return new Tail(least, (ascending.length - first - 1) / logarithms);
    }

    /** The degree above which there is a share of {@code u}, in (0, 1]. */
    double quantile(double u) {
      return least * StrictMath.pow(u, -1 / exponent);
    }

    /** The mean of {@code degrees} with this tail in place of theirs; the exponent exceeds 1. */
    double mean(int[] degrees) {
      double tailMean = least * exponent / (exponent - 1);
      return Arrays.stream(degrees).mapToDouble(d -> d < least ? d : tailMean).sum()
          / degrees.length;
    }
  }
}
