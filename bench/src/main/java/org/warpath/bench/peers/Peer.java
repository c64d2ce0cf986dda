package org.warpath.bench.peers;

import java.util.List;

/** Whose PageRank can be run. */
public enum Peer {
  WARPATH(
      "Warpath, float64",
      "L1 change of an iteration; sinks' rank spread over all; computes on the mapped file",
      Language.JAVA),
  WARPATH_FLOAT32("Warpath, float32", "as in float64", Language.JAVA),
  PLAIN(
      "plain Java",
      "L1 change; sinks' rank spread over all; a parallel stream over arrays of in-neighbours",
      Language.JAVA),
  JGRAPHT(
      "JGraphT 1.5.2",
      "stops by the largest change of a rank, so it is made to run as many iterations as Warpath in float64; sinks'"
          + " rank spread over all; SparseIntDirectedGraph; one thread only",
      Language.COMPILED_HERE),
  LAW(
      "LAW 2.7.2",
      "PageRankParallelPowerSeries; its norm is the L1 change × d/(1−d), its threshold scaled alike; sinks' rank"
          + " spread over all; on int arrays of in-neighbours, not on compressed ones, which favours it",
      Language.COMPILED_HERE),
  SCIPY(
      "SciPy",
      "L1 change; sinks' rank spread over all; a product of a sparse matrix and a vector; one thread only",
      Language.PYTHON),
  NETWORKX(
      "NetworkX",
      "L1 change (its tolerance is scaled by n); sinks' rank spread over all; computes by SciPy; one thread only",
      Language.PYTHON);

  /** What a peer is written in. */
  enum Language {
    JAVA,
    /** Java over libraries that only this benchmark has, compiled where it runs. */
    COMPILED_HERE,
    PYTHON
  }

  /** NetworkX keeps some 300 bytes a link. */
  private static final long MOST_LINKS_OF_NETWORKX = 20_000_000;

  private final String label;
  private final String definition;
  private final Language language;

  Peer(String label, String definition, Language language) {
    this.label = label;
    this.definition = definition;
    this.language = language;
  }

  /** Its name for people. */
  public String label() {
    return label;
  }

  /** Where its definition of PageRank, or what it computes on, differs. */
  public String definition() {
    return definition;
  }

  /** Whether it is Warpath's own. */
  public boolean isOurs() {
    return this == WARPATH || this == WARPATH_FLOAT32;
  }

  /** The most links that it is given. */
  public long mostLinks() {
    return switch (this) {
      case NETWORKX -> MOST_LINKS_OF_NETWORKX;
      case JGRAPHT, LAW -> Integer.MAX_VALUE - 8L;
      default -> Long.MAX_VALUE;
    };
  }

  Language language() {
    return language;
  }

  /** The class that ranks, of a peer in Java. */
  String className() {
    String simple =
        switch (this) {
          case WARPATH -> "WarpathPeer$Double";
          case WARPATH_FLOAT32 -> "WarpathPeer$Single";
          case PLAIN -> "PlainPeer";
          case JGRAPHT -> "JGraphTPeer";
          case LAW -> "LawPeer";
          case SCIPY, NETWORKX -> throw new IllegalStateException(label + " is not in Java");
        };
    return Peer.class.getPackageName() + "." + simple;
  }

  /** Jars that it needs beside the program, by how their names begin. */
  List<String> jars() {
    return switch (this) {
      case JGRAPHT -> List.of("jgrapht-core", "jgrapht-opt", "jheaps");
      case LAW -> List.of("law");
      default -> List.of();
    };
  }

  /** Modules that Python must have. */
  List<String> pythonModules() {
    return switch (this) {
      case SCIPY -> List.of("numpy", "scipy");
      case NETWORKX -> List.of("numpy", "scipy", "networkx");
      default -> List.of();
    };
  }
}
