package org.warpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.warpath.bench.peers.Peer;
import org.warpath.bench.peers.PeerRuns;
import org.warpath.bench.peers.RawEdges;
import picocli.CommandLine.Option;

/** Whom to compare with. */
final class PeerChoice {
  private static final String NONE = "none";

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "PEER",
      description =
          "jgrapht, law, plain, scipy, networkx, or none (default: those that are here). The launcher fetches the"
              + " jars of the first two")
  private List<String> names = List.of();

  @Option(
      names = "--peers-lib",
      paramLabel = "DIR",
      description = "the folder of peers' jars (default: bench/target/peers of the checkout)")
  private @Nullable Path libraries;

  @Option(
      names = "--peer-limit",
      paramLabel = "MINUTES",
      description = "after which a peer is stopped (default: ${DEFAULT-VALUE})")
  private double limit = 10;

  /**
   * Looks at what was given.
   *
   * @throws IllegalArgumentException if there is no such peer, or the limit is no time
   */
  void requireRight() {
    if (!(limit > 0 && limit <= 1e6)) {
      throw new IllegalArgumentException("--peer-limit must be in (0, 10^6], was " + limit);
    }
    if (libraries != null && !Files.isDirectory(libraries)) {
      throw new IllegalArgumentException("--peers-lib: there is no folder " + libraries);
    }
    if (!isNone()) {
      names.forEach(PeerChoice::peer);
    }
  }

  private boolean isNone() {
    return names.equals(List.of(NONE));
  }

  private static Peer peer(String name) {
    return others().stream()
        .filter(peer -> name(peer).equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--peers: there is no peer \"%s\"; there are %s, and %s alone"
                    .formatted(
                        name,
                        others().stream().map(PeerChoice::name).collect(Collectors.joining(", ")),
                        NONE)));
  }

  private static List<Peer> others() {
    return Arrays.stream(Peer.values()).filter(peer -> !peer.isOurs()).toList();
  }

  private static String name(Peer peer) {
    return peer.name().toLowerCase(Locale.ROOT);
  }

  PeerRuns runs(Path csr, Path folder, int runs) {
    Path home = Path.of(System.getProperty("warpath.home", "."));
    Path jars = libraries == null ? home.resolve("bench").resolve("target/peers") : libraries;
    Duration longest = Duration.ofMillis(Math.round(limit * 60_000));
    return new PeerRuns(csr, RawEdges.in(folder), jars, folder, runs, longest);
  }

  /** Warpath in float32, and whoever was asked for or is here. */
  List<Peer> chosen(PeerRuns available) throws IOException {
    List<Peer> chosen = new ArrayList<>(List.of(Peer.WARPATH_FLOAT32));
    if (names.isEmpty()) {
      for (Peer peer : others()) {
        if (available.has(peer)) {
          chosen.add(peer);
        }
      }
    } else if (!isNone()) {
      names.forEach(name -> chosen.add(peer(name)));
    }
    return chosen;
  }
}
