package org.warpath.graph.names;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.warpath.graph.VertexNames;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;

/**
 * The names closest to a misspelt one, by a scan of all names on all processors. Case does not
 * count. First come names that are equal, then those that begin with what was asked, the shortest
 * first, then those within an edit distance of a third of its length, the nearest first; last the
 * names that contain it, the shortest first. Ties go to the smaller vertex, so the answer does not
 * depend on the thread count.
 */
final class NearestNames {
  private static final int NAMES_PER_TASK = 8192;
  // Beyond five edits a suggestion is noise, and the distance costs time proportional to its bound.
  private static final int MAX_EDITS = 5;

  private static final int EQUAL = 0;
  private static final int PREFIX = 1;
  private static final int EDIT = 2;
  private static final int INFIX = 3;
  private static final int FAR = 4;

  private static final Comparator<Candidate> NEAREST_FIRST =
      comparingInt(Candidate::rank)
          .thenComparingInt(Candidate::distance)
          .thenComparingInt(Candidate::vertex);

  private record Candidate(int rank, int distance, int vertex, String name) {}

  private final String wanted;
  private final int maxEdits;
  private final LevenshteinDistance edits;
  private final long letters;

  private NearestNames(String wanted) {
    this.wanted = wanted.toLowerCase(Locale.ROOT);
    this.maxEdits = Math.clamp(this.wanted.length() / 3, 1, MAX_EDITS);
    this.edits = new LevenshteinDistance(maxEdits);
    this.letters = letters(this.wanted);
  }

  /** Up to {@code limit} of {@code names}, the nearest first. */
  static List<String> search(VertexNames names, String wanted, int limit) {
    int tasks = Parallel.tasks(names.count(), NAMES_PER_TASK);
    if (wanted.isEmpty() || limit < 1 || tasks == 0) {
      return List.of();
    }
    NearestNames search = new NearestNames(wanted);
    List<List<Candidate>> best = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      best.add(List.of());
    }
    Parallel.forEach(
        Engine.cpu().threads(),
        tasks,
        task -> {
          int from = task * NAMES_PER_TASK;
          int to = (int) Math.min(names.count(), (long) from + NAMES_PER_TASK);
          best.set(task, search.best(names, from, to, limit));
        });
    return best.stream()
        .flatMap(List::stream)
        .sorted(NEAREST_FIRST)
        .limit(limit)
        .map(Candidate::name)
        .toList();
  }

  private List<Candidate> best(VertexNames names, int from, int to, int limit) {
    PriorityQueue<Candidate> best = new PriorityQueue<>(NEAREST_FIRST.reversed());
    for (int vertex = from; vertex < to; vertex++) {
      Candidate candidate = candidate(vertex, names.name(vertex));
      if (candidate.rank < FAR) {
        best.add(candidate);
        if (best.size() > limit) {
          best.poll();
        }
      }
    }
    return List.copyOf(best);
  }

  private Candidate candidate(int vertex, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int excess = lower.length() - wanted.length();
    if (lower.startsWith(wanted)) {
      return new Candidate(excess == 0 ? EQUAL : PREFIX, excess, vertex, name);
    }
    int distance = mayBeNear(lower, excess) ? edits.apply(lower, wanted) : -1;
    if (distance >= 0) {
      return new Candidate(EDIT, distance, vertex, name);
    }
    return new Candidate(lower.contains(wanted) ? INFIX : FAR, excess, vertex, name);
  }

  /**
   * An edit changes the length by at most one and removes at most one letter of the wanted name.
   */
  private boolean mayBeNear(String lower, int excess) {
    return Math.abs(excess) <= maxEdits && Long.bitCount(letters & ~letters(lower)) <= maxEdits;
  }

  /** The set of letters, by their six low bits. */
  private static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters |= 1L << text.charAt(i);
    }
    return letters;
  }
}
