package org.warpath.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.warpath.bench.peers.Peer;
import org.warpath.bench.peers.PeerRuns;
import org.warpath.bench.peers.PeerUnavailableException;
import org.warpath.bench.peers.RankFile;
import org.warpath.bench.peers.RankTask;

/** Whole runs of PageRank, of Warpath and of its peers, side by side. */
final class WikipediaPeers {
  private static final String[] RATIOS = {"seconds", "perIteration", "start", "peakBytes"};

  private final PeerRuns runs;
  private final int threads;
  private final long links;
  private final ArrayNode rows;
  private final PrintWriter out;

  WikipediaPeers(PeerRuns runs, int threads, long links, ArrayNode rows, PrintWriter out) {
    this.runs = runs;
    this.threads = threads;
    this.links = links;
    this.rows = rows;
    this.out = out;
  }

  /**
   * Runs Warpath in a process of its own, then each peer.
   *
   * @throws IllegalStateException if Warpath itself cannot be run
   */
  void run(List<Peer> peers) throws IOException {
    out.printf(
        "%nPageRank to %s, %d threads, each in a process of its own; ratios are peer ÷ Warpath in float64%n",
        WikipediaRuns.TOLERANCE_TEXT, threads);
    out.printf(
        "%-17s %8s %9s %9s  %-19s %4s %8s | %7s %7s %7s %7s%n",
        "seconds",
        "open",
        "build",
        "rank",
        "min to max",
        "its.",
        "MiB",
        "rank",
        "/its.",
        "start",
        "memory");
    out.flush();
    ObjectNode ours = row(Peer.WARPATH, 0);
    if (!ours.has("seconds")) {
      throw new IllegalStateException(
          "Warpath in a process of its own: " + ours.get("notRun").asText());
    }
    int iterations = ours.get("iterations").asInt();
    compare(ours, ours, Peer.WARPATH);
    tell(ours);
    for (Peer peer : peers) {
      ObjectNode row = row(peer, iterations);
      if (row.has("seconds")) {
        compare(ours, row, peer);
      }
      tell(row);
    }
  }

  private ObjectNode row(Peer peer, int iterations) throws IOException {
    ObjectNode row = rows.addObject();
    row.put("peer", peer.name().toLowerCase(Locale.ROOT));
    row.put("name", peer.label());
    row.put("definition", peer.definition());
    if (links > peer.mostLinks()) {
      row.put("notRun", "it is given at most %,d links".formatted(peer.mostLinks()));
      return row;
    }
    RankTask task = new RankTask(threads, WikipediaRuns.TOLERANCE, iterations);
    try {
      add(row, runs.run(peer, task));
    } catch (PeerUnavailableException e) {
      row.put("notRun", e.getMessage());
    }
    return row;
  }

  private static void add(ObjectNode row, JsonNode figures) {
    double[] seconds =
        StreamSupport.stream(figures.get("seconds").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .sorted()
            .toArray();
    Measurement ranked = new Measurement("rank", seconds, 0);
    row.put("openSeconds", figures.get("openSeconds").asDouble());
    row.put("buildSeconds", figures.get("buildSeconds").asDouble());
    row.put("firstSeconds", figures.get("firstSeconds").asDouble());
    row.put("warmups", figures.get("warmups").asInt());
    row.put("runs", seconds.length);
    row.put("seconds", ranked.median());
    row.put("secondsMin", ranked.min());
    row.put("secondsMax", ranked.max());
    int iterations = figures.get("iterations").asInt();
    if (iterations > 0) {
      row.put("iterations", iterations);
      row.put("perIteration", ranked.median() / iterations);
    }
    // From the written graph to the first ranks, as someone waits who asks once.
    row.put(
        "start",
        figures.get("openSeconds").asDouble()
            + figures.get("buildSeconds").asDouble()
            + figures.get("firstSeconds").asDouble());
    if (figures.has("peakBytes")) {
      row.put("peakBytes", figures.get("peakBytes").asLong());
    }
  }

  /** Both are at most d ÷ (1 − d) times the tolerance from the exact ranks; float32 rounds too. */
  private void compare(ObjectNode ours, ObjectNode row, Peer peer) throws IOException {
    double rounding = peer == Peer.WARPATH_FLOAT32 ? 1e-5 : 1e-9;
    double bound = RankTask.DAMPING / (1 - RankTask.DAMPING) * WikipediaRuns.TOLERANCE;
    double distance = RankFile.distance(runs.ranks(Peer.WARPATH), runs.ranks(peer));
    boolean agrees = distance <= 2 * bound + rounding;
    row.put("distance", distance);
    row.put("allowedDistance", 2 * bound + rounding);
    row.put("agrees", agrees);
    if (!agrees) {
      return; // its time says nothing
    }
    ObjectNode ratios = row.putObject("ratios");
    for (String quantity : RATIOS) {
      if (row.has(quantity) && ours.has(quantity)) {
        ratios.put(quantity, row.get(quantity).asDouble() / ours.get(quantity).asDouble());
      }
    }
  }

  private void tell(ObjectNode row) {
    if (row.has("notRun")) {
      out.printf("%-17s not run: %s%n", row.get("name").asText(), row.get("notRun").asText());
      out.flush();
      return;
    }
    out.printf(
        "%-17s %8.3f %9.2f %9.3f  %-19s %4s %8d |",
        row.get("name").asText(),
        row.get("openSeconds").asDouble(),
        row.get("buildSeconds").asDouble(),
        row.get("seconds").asDouble(),
        "%.3f to %.3f"
            .formatted(row.get("secondsMin").asDouble(), row.get("secondsMax").asDouble()),
        row.has("iterations") ? row.get("iterations").asText() : "?",
        row.path("peakBytes").asLong() >> 20);
    for (String quantity : RATIOS) {
      JsonNode ratio = row.path("ratios").path(quantity);
      out.printf(" %7s", ratio.isMissingNode() ? "" : "%.2f".formatted(ratio.asDouble()));
    }
    out.printf(
        "%s%n",
        row.get("agrees").asBoolean()
            ? ""
            : " ranks disagree: %.1e apart, %.1e allowed"
                .formatted(row.get("distance").asDouble(), row.get("allowedDistance").asDouble()));
    out.flush();
  }
}
