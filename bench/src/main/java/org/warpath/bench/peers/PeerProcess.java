package org.warpath.bench.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.warpath.graph.Graph;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.Timings;

/** The process in which one peer written in Java ranks. */
public final class PeerProcess {
  /** A first run longer than this is not repeated: its warm-up is a small part of it. */
  private static final double LONG_SECONDS = 20;

  private static final int WARMUPS = 5;
  private static final double WARMUP_SECONDS = 10;

  private PeerProcess() {}

  /**
   * Ranks and writes figures and ranks.
   *
   * @param arguments the peer's class, a .csr file, threads, tolerance, iterations (0: not known),
   *     runs after the first, the file for figures, the file for ranks
   */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    RankTask task =
        new RankTask(
            Integer.parseInt(arguments[2]),
            Double.parseDouble(arguments[3]),
            Integer.parseInt(arguments[4]));
    var constructor = Class.forName(arguments[0]).getDeclaredConstructor();
    RankPeer peer = (RankPeer) constructor.newInstance();
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode figures = mapper.createObjectNode();
    long start = System.nanoTime();
    try (Graph graph = CsrFile.open(Path.of(arguments[1]))) {
      figures.put("openSeconds", Timings.secondsSince(start));
      start = System.nanoTime();
      peer.build(graph, task);
      figures.put("buildSeconds", Timings.secondsSince(start));
      rank(peer, Integer.parseInt(arguments[5]), figures);
      PeakMemory.bytes().ifPresent(bytes -> figures.put("peakBytes", bytes));
      RankFile.write(Path.of(arguments[7]), peer.ranks());
    }
    mapper.writeValue(Path.of(arguments[6]).toFile(), figures);
  }

  private static void rank(RankPeer peer, int runs, ObjectNode figures) throws IOException {
    double first = seconds(peer);
    figures.put("firstSeconds", first);
    ArrayNode seconds = figures.putArray("seconds");
    int warmups = 0;
    if (first > LONG_SECONDS) {
      seconds.add(first);
    } else {
      double spent = first;
      for (warmups = 1; warmups < WARMUPS && spent < WARMUP_SECONDS; warmups++) {
        spent += seconds(peer);
      }
      for (int run = 0; run < runs; run++) {
        seconds.add(seconds(peer));
      }
    }
    figures.put("warmups", warmups);
    figures.put("iterations", peer.iterations());
  }

  private static double seconds(RankPeer peer) throws IOException {
    long start = System.nanoTime();
    peer.rank();
    return Timings.secondsSince(start);
  }
}
