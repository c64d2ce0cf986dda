package org.warpath.api.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.UnknownVertexException;

/**
 * Reads {@code NAME[=W],NAME[=W]…}. Names may hold commas and equals signs themselves ("Austin,
 * Texas"): the longest run of pieces that names a vertex is taken as one.
 */
final class Personalization {
  private Personalization() {}

  /** The weight of each vertex named. */
  static Map<Integer, Double> parse(String text, Graph graph) {
    String[] pieces = text.split(",", -1);
    Map<Integer, Double> weights = new LinkedHashMap<>();
    int begin = 0;
    while (begin < pieces.length) {
      int end = pieces.length;
      Entry entry = null;
      while (end > begin && (entry = entry(join(pieces, begin, end), graph)) == null) {
        end--;
      }
      if (entry == null) {
        // Throws, with suggestions for the first piece.
        graph.vertex(nameOf(pieces[begin].strip()));
        throw new IllegalStateException("a name was found that was not there a moment ago");
      }
      weights.merge(entry.vertex, entry.weight, Double::sum);
      begin = end;
    }
    return weights;
  }

  private record Entry(int vertex, double weight) {}

  private static @Nullable Entry entry(String text, Graph graph) {
    Integer whole = vertex(text, graph);
    if (whole != null) {
      return new Entry(whole, 1);
    }
    int equals = text.lastIndexOf('=');
    // A comma after the equals sign begins another entry.
    if (equals < 0 || text.indexOf(',', equals) >= 0) {
      return null;
    }
    Integer vertex = vertex(text.substring(0, equals).strip(), graph);
    return vertex == null ? null : new Entry(vertex, weight(text.substring(equals + 1)));
  }

  private static @Nullable Integer vertex(String name, Graph graph) {
    int named = graph.names().map(names -> names.find(name)).orElse(-1);
    if (named >= 0) {
      return named;
    }
    try {
      // Suggestions cost a scan of all names, so only names without a hope come this far.
      return name.matches("#?\\d{1,10}") ? graph.vertex(name) : null;
    } catch (UnknownVertexException e) {
      return null;
    }
  }

  private static double weight(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--personalize: expected a weight after '=', found \"" + text + "\"", e);
    }
  }

  private static String nameOf(String piece) {
    int equals = piece.lastIndexOf('=');
    return equals < 0 ? piece : piece.substring(0, equals);
  }

  private static String join(String[] pieces, int begin, int end) {
    return String.join(",", java.util.Arrays.asList(pieces).subList(begin, end)).strip();
  }
}
