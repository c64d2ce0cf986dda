package org.warpath.api.cli.nn;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * The largest numbers of each example of a tensor, N×….
 *
 * @param count how many of an example
 * @param labels what numbers are called, by place; none, or too few, if they have no names
 */
record Ranking(int count, List<String> labels) {

  void print(Tensor scores, PrintWriter out) {
    Shape shape = scores.shape();
    long examples = shape.rank() < 2 ? 1 : shape.size(0);
    long each = examples == 0 ? 0 : shape.count() / examples;
    for (long example = 0; example < examples && count > 0; example++) {
      long from = example * each;
      if (examples > 1) {
        out.printf("example %d%n", example);
      }
      LongStream.range(0, each)
          .boxed()
          .sorted(
              Comparator.<Long>comparingDouble(place -> -scores.get(from + place))
                  .thenComparingLong(place -> place))
          .limit(count)
          .forEach(place ->
              out.printf("%8d  %12.6g  %s%n", place, scores.get(from + place), label(place)));
    }
  }

  private String label(long place) {
    return place < labels.size() ? labels.get((int) place) : "";
  }
}
