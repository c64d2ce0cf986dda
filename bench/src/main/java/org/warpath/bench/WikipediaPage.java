package org.warpath.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The report as one page without anything outside it, from its JSON. */
final class WikipediaPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #2a78d6; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 78rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.7rem; margin-bottom: .2rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
      p.lead { opacity: .75; margin-top: 0; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
      th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
      th:first-child, td:first-child { text-align: left; }
      table.notes th { text-align: left; }
      td.text { text-align: left; white-space: normal; }
      tr:hover td { background: var(--soft); }
      .met { color: #1a7f4b; font-weight: 600; } .missed { color: #c2410c; font-weight: 600; }
      small { opacity: .7; } img { max-width: 100%; border-radius: 6px; margin: .5rem 0; }
      """;

  private final JsonNode root;
  private final StringBuilder html = new StringBuilder();

  WikipediaPage(JsonNode root) {
    this.root = root;
  }

  /** The page: well-formed as XML too. */
  String html() {
    JsonNode graph = root.path("graph");
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .append("<title>Warpath: the Wikipedia benchmark</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Warpath: the Wikipedia benchmark</h1>\n");
    html.append(
        "<p class=\"lead\">%s: %,d vertices, %,d links; %s</p>\n"
            .formatted(
                escaped(graph.path("name").asText()),
                graph.path("vertices").asLong(),
                graph.path("links").asLong(),
                escaped(root.at("/environment/date").asText())));
    targets();
    peers();
    root.path("engines").forEach(this::engine);
    load();
    environment();
    return html.append("</body>\n</html>\n").toString();
  }

  private void targets() {
    if (root.path("targets").isEmpty()) {
      return;
    }
    heading("Targets", "For 84 million links on two processor cores.");
    begin("", "measured", "target", "verdict");
    for (JsonNode target : root.path("targets")) {
      String verdict = target.path("verdict").asText();
      String measured = target.has("measured") ? number(target.path("measured"), 1) : "–";
      row(
          escaped(target.path("name").asText()),
          measured,
          escaped(target.path("target").asText()),
          "<span class=\"%s\">%s</span>".formatted(verdict.replace(' ', '-'), verdict));
    }
    end();
    for (JsonNode target : root.path("targets")) {
      if (target.has("reason")) {
        String text = target.path("name").asText() + ": " + target.path("reason").asText() + ".";
        html.append("<p>").append(escaped(text)).append("</p>\n");
      }
    }
  }

  private void peers() {
    heading(
        "PageRank beside others",
        """
        To a tolerance of %s on %s threads, each in a process of its own that opens the same file. Ratios are peer ÷ \
        Warpath in float64; start is from opening the file to the first ranks; memory is the most that the process had, \
        the mapped file included. A Java heap may grow to %s GB, and where it may, collecting waits.\
        """
            .formatted(
                WikipediaRuns.TOLERANCE_TEXT,
                root.path("threads").asText(),
                number(root.path("peersMostHeapBytes"), 1e-9)));
    chart("Seconds of a whole run of PageRank", "seconds", 1);
    chart("Most memory, MiB", "peakBytes", 1.0 / (1 << 20));
    begin(
        "",
        "open s",
        "build s",
        "rank s",
        "min to max",
        "iterations",
        "MiB",
        "× rank",
        "× iteration",
        "× start",
        "× memory");
    root.path("peers").forEach(this::peer);
    end();
    html.append(
        "<div class=\"scroll\"><table class=\"notes\">\n<tr><th></th><th>what differs, and how far ranks are apart</th></tr>\n");
    for (JsonNode peer : root.path("peers")) {
      String distance =
          peer.has("distance")
              ? "%s; ranks %.1e apart from Warpath's in L1, %.1e allowed: %s"
                  .formatted(
                      peer.path("definition").asText(),
                      peer.path("distance").asDouble(),
                      peer.path("allowedDistance").asDouble(),
                      peer.path("agrees").asBoolean() ? "they agree" : "THEY DISAGREE")
              : peer.path("definition").asText();
      html.append(
          "<tr><td>%s</td><td class=\"text\"><small>%s</small></td></tr>\n"
              .formatted(escaped(peer.path("name").asText()), escaped(distance)));
    }
    end();
  }

  private void peer(JsonNode peer) {
    String name = escaped(peer.path("name").asText());
    if (peer.has("notRun")) {
      html.append(
          "<tr><td>%s</td><td class=\"text\" colspan=\"10\">not run: %s</td></tr>\n"
              .formatted(name, escaped(peer.path("notRun").asText())));
      return;
    }
    JsonNode ratios = peer.path("ratios");
    row(
        name,
        number(peer.path("openSeconds"), 1),
        number(peer.path("buildSeconds"), 1),
        number(peer.path("seconds"), 1),
        number(peer.path("secondsMin"), 1) + " to " + number(peer.path("secondsMax"), 1),
        peer.has("iterations") ? peer.path("iterations").asText() : "?",
        number(peer.path("peakBytes"), 1.0 / (1 << 20)),
        number(ratios.path("seconds"), 1),
        number(ratios.path("perIteration"), 1),
        number(ratios.path("start"), 1),
        number(ratios.path("peakBytes"), 1));
  }

  private void chart(String title, String quantity, double scale) {
    BarChart bars = new BarChart(title);
    for (JsonNode peer : root.path("peers")) {
      if (peer.path(quantity).asDouble() > 0) {
        bars.add(peer.path("name").asText(), peer.path(quantity).asDouble() * scale);
      }
    }
    html.append(bars.image());
  }

  private void engine(JsonNode engine) {
    heading(
        engine.path("engine").asText(),
        """
        Memory moves %s GB/s; share is the bytes that a run must move at least over that. Medians of %s after %s \
        warm-ups; paths from vertex %s, the one with most links. PageRank to %s. Memory is the most that this program \
        had meanwhile, what making the graph left behind included.\
        """
            .formatted(
                number(engine.path("bandwidthGigabytesPerSecond"), 1),
                root.path("runs").asText(),
                root.path("warmups").asInt() + 1,
                engine.path("source").asText(),
                WikipediaRuns.TOLERANCE_TEXT));
    BarChart bars = new BarChart("Million edges a second");
    for (JsonNode figure : engine.path("figures")) {
      bars.add(figure.path("name").asText(), figure.path("edgesPerSecond").asDouble() * 1e-6);
    }
    html.append(bars.image());
    begin(
        "",
        "first run ms",
        "upload ms",
        "compute ms",
        "min to max",
        "download ms",
        "iterations",
        "ms an iteration",
        "M edges/s",
        "GB",
        "GB/s",
        "share",
        "MiB");
    for (JsonNode figure : engine.path("figures")) {
      row(
          escaped(figure.path("name").asText()),
          number(figure.path("firstTotal"), 1e3),
          number(figure.path("firstUpload"), 1e3),
          number(figure.path("compute"), 1e3),
          number(figure.path("computeMin"), 1e3) + " to " + number(figure.path("computeMax"), 1e3),
          number(figure.path("download"), 1e3),
          figure.path("iterations").asText(),
          figure.has("secondsPerIteration") ? number(figure.path("secondsPerIteration"), 1e3) : "",
          number(figure.path("edgesPerSecond"), 1e-6),
          number(figure.path("bytes"), 1e-9),
          number(figure.path("gigabytesPerSecond"), 1),
          number(figure.path("shareOfBandwidth"), 100) + " %",
          number(figure.path("peakBytes"), 1.0 / (1 << 20)));
    }
    end();
    if (engine.has("cusparseSecondsPerIteration")) {
      html.append(
          "<p>cuSPARSE's product alone, in float32: %s ms an iteration, %s of Warpath's.</p>\n"
              .formatted(
                  number(engine.path("cusparseSecondsPerIteration"), 1e3),
                  number(engine.path("cusparseRatio"), 1)));
    }
  }

  private void load() {
    heading(
        "Loading", "Opening the file, and touching each of its pages: it lies in the page cache.");
    begin("", "ms", "min to max");
    root.path("load")
        .properties()
        .forEach(entry -> {
          JsonNode figure = entry.getValue();
          row(
              entry.getKey().equals("open") ? "open" : "first touch",
              number(figure.path("median"), 1e3),
              number(figure.path("min"), 1e3) + " to " + number(figure.path("max"), 1e3));
        });
    end();
  }

  private void environment() {
    heading("Where and when", "");
    begin("", "");
    root.path("environment")
        .properties()
        .forEach(entry -> setting(entry.getKey(), entry.getValue()));
    root.path("graph")
        .properties()
        .forEach(entry -> setting("graph: " + entry.getKey(), entry.getValue()));
    for (JsonNode engine : root.path("engines")) {
      for (String field : new String[] {"device", "driver", "computeCapability"}) {
        if (engine.has(field)) {
          setting(field, engine.path(field));
        }
      }
    }
    end();
  }

  private void setting(String name, JsonNode value) {
    html.append(
        "<tr><td>%s</td><td class=\"text\">%s</td></tr>\n"
            .formatted(escaped(name), escaped(value.asText())));
  }

  private void heading(String title, String text) {
    html.append("<h2>%s</h2>\n".formatted(escaped(title)));
    if (!text.isEmpty()) {
      html.append("<p>%s</p>\n".formatted(escaped(text)));
    }
  }

  private void begin(String... columns) {
    html.append("<div class=\"scroll\"><table>\n<tr>");
    for (String column : columns) {
      html.append("<th>").append(escaped(column)).append("</th>");
    }
    html.append("</tr>\n");
  }

  /** Cells are HTML already. */
  private void row(String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append("<td>").append(cell).append("</td>");
    }
    html.append("</tr>\n");
  }

  private void end() {
    html.append("</table></div>\n");
  }

  /** With three significant digits or all before the point. */
  private static String number(JsonNode value, double scale) {
    if (!value.isNumber()) {
      return "";
    }
    double scaled = value.asDouble() * scale;
    double size = Math.abs(scaled);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%,." + decimals + "f", scaled);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
