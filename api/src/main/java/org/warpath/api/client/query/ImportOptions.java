package org.warpath.api.client.query;

import java.util.Map;

/** How a graph's file is to be read. */
public final class ImportOptions extends Options<ImportOptions> {

  /** What the file is. */
  public enum Format {
    EDGES,
    MTX,
    DIMACS,
    METIS,
    PACE,
    GAP,
    CSR
  }

  /** What an edge of the file means. */
  public enum Direction {
    /** What the format says; edge lists are directed. The default. */
    BY_FORMAT,
    DIRECTED,
    UNDIRECTED
  }

  /** What becomes of several edges between the same two vertices. */
  public enum Duplicates {
    /** All are kept; the default. */
    KEEP,
    SUM,
    MIN,
    MAX,
    FIRST
  }

  /** What becomes of edges from a vertex to itself. */
  public enum SelfLoops {
    /** All are kept; the default. */
    KEEP,
    DROP
  }

  /** What becomes of weights below 0. */
  public enum NegativeWeights {
    /** The file is refused; the default. */
    REFUSE,
    KEEP
  }

  private ImportOptions(Map<String, Object> values) {
    super(values);
  }

  /** The format told by content, everything in it kept. */
  public static ImportOptions defaults() {
    return new ImportOptions(Map.of());
  }

  /** Of this format, whatever it looks like. */
  public ImportOptions withFormat(Format format) {
    return with("format", format);
  }

  /** With edges of this meaning. */
  public ImportOptions withDirection(Direction direction) {
    return with("direction", direction);
  }

  /** With this done to parallel edges. */
  public ImportOptions withDuplicates(Duplicates duplicates) {
    return with("duplicates", duplicates);
  }

  /** With this done to self-loops. */
  public ImportOptions withSelfLoops(SelfLoops selfLoops) {
    return with("selfLoops", selfLoops);
  }

  /** With the file's weights, as by default, or without. */
  public ImportOptions withWeights(boolean weights) {
    return with("weights", weights);
  }

  /** With this done to negative weights. */
  public ImportOptions withNegativeWeights(NegativeWeights negativeWeights) {
    return with("negativeWeights", negativeWeights);
  }

  @Override
  ImportOptions of(Map<String, Object> newValues) {
    return new ImportOptions(newValues);
  }
}
