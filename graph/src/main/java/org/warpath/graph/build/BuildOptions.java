package org.warpath.graph.build;

import java.nio.file.Path;
import java.util.Objects;
import org.warpath.kernels.Engine;

/**
 * How edges become a graph.
 *
 * @param directed false stores both arcs of every edge (a self-loop once)
 * @param duplicates what becomes of parallel edges; applied after both arcs of an undirected edge
 *     were made
 * @param selfLoops what becomes of self-loops
 * @param weights false drops the weights of the input
 * @param ordering in which order vertices are stored
 * @param inEdges whether a directed graph also gets its in-edges now rather than on first need
 * @param memoryBudgetBytes edges that need more than this are sorted and spilled to disk, and so
 *     are the rows they make; arrays of one entry a vertex come on top; at least 1 MiB
 * @param scratchDirectory where spilled runs lie while building, and the rows of a spilled graph
 *     until it is closed, in files without names
 * @param threads how many threads work; the result does not depend on it
 */
public record BuildOptions(
    boolean directed,
    Duplicates duplicates,
    SelfLoops selfLoops,
    boolean weights,
    Ordering ordering,
    boolean inEdges,
    long memoryBudgetBytes,
    Path scratchDirectory,
    int threads) {

  /** The smallest memory budget. */
  public static final long MINIMUM_BUDGET_BYTES = 1 << 20;

  public BuildOptions {
    Objects.requireNonNull(duplicates, "duplicates");
    Objects.requireNonNull(selfLoops, "selfLoops");
    Objects.requireNonNull(ordering, "ordering");
    Objects.requireNonNull(scratchDirectory, "scratchDirectory");
    if (memoryBudgetBytes < MINIMUM_BUDGET_BYTES) {
      throw new IllegalArgumentException(
          "memoryBudgetBytes must be at least "
              + MINIMUM_BUDGET_BYTES
              + ", was "
              + memoryBudgetBytes);
    }
    if (threads < 1 || threads > Engine.MAX_THREADS) {
      throw new IllegalArgumentException(
          "threads must be in [1, " + Engine.MAX_THREADS + "], was " + threads);
    }
  }

  /**
   * Directed, everything kept, stored in the order that pays, in-edges on first need, a quarter of
   * the memory as budget (less with a small heap), all processors.
   */
  public static BuildOptions defaults() {
    return new BuildOptions(
        true,
        Duplicates.KEEP,
        SelfLoops.KEEP,
        true,
        Ordering.AUTO,
        false,
        MachineMemory.buildBudget(),
        Path.of(System.getProperty("java.io.tmpdir")),
        Engine.cpu().threads());
  }

  public BuildOptions withDirected(boolean value) {
    return new BuildOptions(
        value,
        duplicates,
        selfLoops,
        weights,
        ordering,
        inEdges,
        memoryBudgetBytes,
        scratchDirectory,
        threads);
  }

  public BuildOptions withDuplicates(Duplicates value) {
    return new BuildOptions(
        directed,
        value,
        selfLoops,
        weights,
        ordering,
        inEdges,
        memoryBudgetBytes,
        scratchDirectory,
        threads);
  }

  public BuildOptions withSelfLoops(SelfLoops value) {
    return new BuildOptions(
        directed,
        duplicates,
        value,
        weights,
        ordering,
        inEdges,
        memoryBudgetBytes,
        scratchDirectory,
        threads);
  }

  public BuildOptions withWeights(boolean value) {
    return new BuildOptions(
        directed,
        duplicates,
        selfLoops,
        value,
        ordering,
        inEdges,
        memoryBudgetBytes,
        scratchDirectory,
        threads);
  }

  public BuildOptions withOrdering(Ordering value) {
    return new BuildOptions(
        directed,
        duplicates,
        selfLoops,
        weights,
        value,
        inEdges,
        memoryBudgetBytes,
        scratchDirectory,
        threads);
  }

  public BuildOptions withInEdges(boolean value) {
    return new BuildOptions(
        directed,
        duplicates,
        selfLoops,
        weights,
        ordering,
        value,
        memoryBudgetBytes,
        scratchDirectory,
        threads);
  }

  public BuildOptions withMemoryBudgetBytes(long value) {
    return new BuildOptions(
        directed,
        duplicates,
        selfLoops,
        weights,
        ordering,
        inEdges,
        value,
        scratchDirectory,
        threads);
  }

  public BuildOptions withScratchDirectory(Path value) {
    return new BuildOptions(
        directed,
        duplicates,
        selfLoops,
        weights,
        ordering,
        inEdges,
        memoryBudgetBytes,
        value,
        threads);
  }

  public BuildOptions withThreads(int value) {
    return new BuildOptions(
        directed,
        duplicates,
        selfLoops,
        weights,
        ordering,
        inEdges,
        memoryBudgetBytes,
        scratchDirectory,
        value);
  }
}
