package org.warpath.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
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
    for (String name : List.of("PageRank float32", "PageRank float64")) {
      JsonNode figure = named(figures, "name", name);
      double milliseconds = figure.path("secondsPerIteration").asDouble(-1) * 1e3;
      target(name + ", ms an iteration", milliseconds, 150, true, gathers(figure));
    }
    String gathers = gathers(named(figures, "name", "PageRank float64"));
    JsonNode law = peer("law");
    JsonNode jgrapht = peer("jgrapht");
    target(
        "LAW ÷ Warpath, whole run to 1e-6",
        ratio(law, "seconds"),
        8,
        false,
        iterations(law) + "; " + gathers);
    target(
        "JGraphT ÷ Warpath, whole run to 1e-6",
        ratio(jgrapht, "seconds"),
        30,
        false,
        iterations(jgrapht) + "; " + gathers);
    target(
        "JGraphT ÷ Warpath, most memory",
        ratio(jgrapht, "peakBytes"),
        5,
        false,
        "the mapped file counts as ours");
    out.flush();
  }

  private static String gathers(JsonNode figure) {
    return "an iteration waits for ranks gathered at random, and moves %.0f%% of what memory could"
        .formatted(100 * figure.path("shareOfBandwidth").asDouble());
  }

  private String iterations(JsonNode peer) {
    return "with %d iterations there and %d here, an iteration here is %.1f times as fast"
        .formatted(
            peer.path("iterations").asInt(),
            peer("warpath").path("iterations").asInt(),
            ratio(peer, "perIteration"));
  }

  private JsonNode peer(String name) {
    return named(root.path("peers"), "peer", name);
  }

  private static double ratio(JsonNode peer, String quantity) {
    return peer.path("ratios").path(quantity).asDouble(-1);
  }

  private static JsonNode named(JsonNode list, String field, String value) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(node -> node.path(field).asText().equals(value))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /**
   * Adds one.
   *
   * @param measured if negative, it was not
   * @param reason why it is missed, should it be
   */
  private void target(String name, double measured, double limit, boolean isAtMost, String reason) {
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
      if (!isMet) {
        target.put("reason", reason);
      }
    }
    out.printf(
        "%-38s %12s, target %s: %s%n",
        name,
        measured < 0 ? "-" : "%.2f".formatted(measured),
        text,
        target.get("verdict").asText());
    if (target.has("reason")) {
      out.printf("  %s%n", reason);
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
