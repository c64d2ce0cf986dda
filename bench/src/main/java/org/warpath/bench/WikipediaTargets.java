package org.warpath.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** What two processor cores should reach on 84 million links, beside what was measured. */
final class WikipediaTargets {
  static final long LINKS = 84_000_000;

  private final JsonNode root;
  private final ArrayNode targets;
  private final PrintWriter out;

  private WikipediaTargets(JsonNode root, ArrayNode targets, PrintWriter out) {
    this.root = root;
    this.targets = targets;
    this.out = out;
  }

  /** Adds them to the report; what was not measured says so. */
  static void add(ObjectNode root, PrintWriter out) {
    new WikipediaTargets(root, root.putArray("targets"), out).all();
  }

  private void all() {
    out.printf("%nfor 84 million links on two cores%n");
    JsonNode figures = named(root.path("engines"), "kind", "cpu").path("figures");
    JsonNode single = named(figures, "name", "PageRank float32").path("secondsPerIteration");
    JsonNode pageRank = named(figures, "name", "PageRank float64").path("secondsPerIteration");
    target("PageRank float32, ms an iteration", single.asDouble(-1) * 1e3, 150, true);
    target("PageRank float64, ms an iteration", pageRank.asDouble(-1) * 1e3, 150, true);
    target("LAW ÷ Warpath, whole run to 1e-6", ratio("law", "seconds"), 8, false);
    target("JGraphT ÷ Warpath, whole run to 1e-6", ratio("jgrapht", "seconds"), 30, false);
    target("JGraphT ÷ Warpath, most memory", ratio("jgrapht", "peakBytes"), 5, false);
    out.flush();
  }

  private double ratio(String peer, String quantity) {
    return named(root.path("peers"), "peer", peer).path("ratios").path(quantity).asDouble(-1);
  }

  private static JsonNode named(JsonNode list, String field, String value) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(node -> node.path(field).asText().equals(value))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Adds one; a negative figure was not measured. */
  private void target(String name, double measured, double limit, boolean isAtMost) {
    ObjectNode target = targets.addObject();
    String text = "%s %s".formatted(isAtMost ? "at most" : "at least", number(limit));
    target.put("name", name);
    target.put("target", text);
    if (measured < 0) {
      target.put("verdict", "not measured");
    } else {
      boolean isMet = isAtMost ? measured <= limit : measured >= limit;
      target.put("measured", measured);
      target.put("verdict", isMet ? "met" : "missed");
    }
    out.printf(
        "%-38s %12s, target %s: %s%n",
        name,
        measured < 0 ? "-" : "%.2f".formatted(measured),
        text,
        target.get("verdict").asText());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
