package org.warpath.api.service.lookup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Of the vertices offered, any number of times each, the few of the highest rank; of equal ranks
 * the smaller vertex. Memory for those few, however many are offered.
 */
final class HighestRanks {
  private static final Comparator<Candidate> HIGHEST_FIRST =
      Comparator.comparingDouble(Candidate::rank).reversed().thenComparingInt(Candidate::vertex);

  private record Candidate(int vertex, double rank) {}

  private final int capacity;
  private final PriorityQueue<Candidate> best = new PriorityQueue<>(HIGHEST_FIRST.reversed());
  private final Set<Integer> members = new HashSet<>();
  private boolean full;

  /**
   * @param capacity how many are kept; 0 or more
   */
  HighestRanks(int capacity) {
    this.capacity = capacity;
    this.full = capacity == 0;
  }

  /**
   * Whether a vertex of this rank would be turned away. A vertex that was turned away or put out
   * stays so: what is kept only rises. Most vertices around a hub are told from this alone.
   */
  boolean isTooLow(int vertex, double rank) {
    Candidate worst = best.peek();
    return full
        && (worst == null || rank < worst.rank || (rank == worst.rank && vertex > worst.vertex));
  }

  /**
   * Takes {@code vertex}, which is not {@linkplain #isTooLow too low}, unless it is here already.
   *
   * @return whether another one had to go
   */
  boolean add(int vertex, double rank) {
    if (!members.add(vertex)) {
      return false;
    }
    best.add(new Candidate(vertex, rank));
    boolean over = best.size() > capacity;
    if (over) {
      members.remove(best.remove().vertex);
    }
    full = best.size() == capacity;
    return over;
  }

  /** What is kept, the highest first. */
  List<Integer> vertices() {
    List<Candidate> sorted = new ArrayList<>(best);
    sorted.sort(HIGHEST_FIRST);
    return sorted.stream().map(Candidate::vertex).toList();
  }
}
