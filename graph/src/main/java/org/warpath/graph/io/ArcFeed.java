package org.warpath.graph.io;

import java.io.IOException;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.GraphBuilder;

/**
 * Feeds a builder from a format that lists the arcs of each vertex, of undirected edges both. Of
 * those it takes the one from the smaller vertex; that the other is there as well, with the same
 * weight, is checked by a sum over all arcs that a missing one upsets.
 */
final class ArcFeed {
  private static final int BLOCK_EDGES = 1 << 16;

  private final GraphBuilder builder;
  private final String source;
  private final boolean bothListed;
  private final boolean asListed;
  private final boolean weighted;
  private EdgeColumns block;
  private long arcs;
  private long loops;
  private long balance;

  /**
   * A feed.
   *
   * @param source the file, for messages
   * @param bothListed whether the input lists each edge as both arcs
   * @param directed whether the builder stores just what it gets
   */
  ArcFeed(
      GraphBuilder builder, String source, boolean bothListed, boolean directed, boolean weighted) {
    this.builder = builder;
    this.source = source;
    this.bothListed = bothListed;
    this.asListed = directed || !bothListed;
    this.weighted = weighted;
    this.block = newBlock();
  }

  private EdgeColumns newBlock() {
    return new EdgeColumns(BLOCK_EDGES, weighted);
  }

  void add(int u, int v, float weight) throws IOException {
    arcs++;
    if (u == v) {
      loops++;
    } else if (bothListed) {
      balance += u < v ? mix(u, v, weight) : -mix(v, u, weight);
    }
    if (asListed || u <= v) {
      block.add(u, v, weight);
      if (block.count() == BLOCK_EDGES) {
        flush();
      }
    }
  }

  /** A number that depends on all bits of an edge (the finalizer of SplitMix64, twice). */
  private static long mix(int u, int v, float weight) {
    return mix(mix(((long) u << 32) | v) + Float.floatToIntBits(weight));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private void flush() throws IOException {
    builder.accept(block.toBlock());
    block = newBlock();
  }

  /** Arcs so far, as listed. */
  long arcs() {
    return arcs;
  }

  /** Edges so far, an edge listed as both arcs counting once. */
  long edges() {
    return bothListed ? (arcs - loops) / 2 + loops : arcs;
  }

  /**
   * Hands over the last edges.
   *
   * @throws GraphFormatException if an undirected edge was listed at one of its ends only
   */
  void finish() throws IOException {
    flush();
    if (balance != 0) {
      throw new GraphFormatException(
          source,
          "some edge is listed at one of its ends only, or with another weight;"
              + " expected each edge of an undirected graph at both");
    }
  }
}
