package org.warpath.nn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.warpath.nn.tensor.Shape;

/** Networks as tables for people. */
final class Summary {
  private static final List<String> HEAD =
      List.of("layer", "kind", "output", "parameters", "multiply-adds");

  private Summary() {}

  static String of(Network network, Map<String, Shape> inputShapes) {
    Map<String, Shape> shapes = network.shapes(inputShapes);
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    for (String input : network.inputs()) {
      rows.add(List.of(input, "input", shapes.get(input).toString(), "", ""));
    }
    long allParameters = 0;
    long allMultiplyAdds = 0;
    for (Node node : network.nodes()) {
      List<Shape> given = Network.given(node, shapes);
      long parameters =
          node.layer().parameters(given).stream()
              .filter(parameter -> parameter.isLearned() && parameter.owner() == null)
              .mapToLong(parameter -> parameter.shape().count())
              .sum();
      long multiplyAdds = node.layer().multiplyAdds(given);
      allParameters += parameters;
      allMultiplyAdds += multiplyAdds;
      rows.add(
          List.of(
              node.name(),
              node.layer().kind(),
              node.outputs().stream()
                  .map(output -> String.valueOf(shapes.get(output)))
                  .collect(Collectors.joining(", ")),
              count(parameters),
              count(multiplyAdds)));
    }
    rows.add(List.of("total", "", "", count(allParameters), count(allMultiplyAdds)));
    return text(rows);
  }

  private static String count(long number) {
    return number == 0 ? "" : "%,d".formatted(number);
  }

  private static String text(List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        // Numbers to the right.
        String format = (column < 3 ? "%-" : "%") + Math.max(1, widths[column]) + "s  ";
        line.append(format.formatted(row.get(column)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
