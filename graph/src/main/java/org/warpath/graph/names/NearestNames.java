package org.warpath.graph.names;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.stream.LongStream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;

/**
 * The vertices whose names are closest to a misspelt one, by a scan of all names: some 50 ns a name
 * on one thread. Case does not count. First come names that are equal, then those that begin with
 * what was asked, the shortest first, then those within an edit distance of a third of its length,
 * the nearest first; last the names that contain it, the shortest first. Ties go to the smaller
 * vertex, so the answer does not depend on the thread count.
 */
final class NearestNames {
  private static final int NAMES_PER_TASK = 8192;
  // Beyond five edits a suggestion is noise, and the distance costs time proportional to its bound.
  private static final int MAX_EDITS = 5;

  private static final int EQUAL = 0;
  private static final int PREFIX = 1;
  private static final int EDIT = 2;
  private static final int INFIX = 3;

  // A candidate is a number, and the smaller the better: its rank, its distance, its vertex.
  private static final int RANK_SHIFT = 61;
  private static final int DISTANCE_SHIFT = 31;
  private static final int MAX_DISTANCE = (1 << (RANK_SHIFT - DISTANCE_SHIFT)) - 1;
  private static final long FAR = Long.MAX_VALUE;

  private static final int LETTER_MASK = 63;

  private final String wanted;
  private final int maxEdits;
  private final LevenshteinDistance edits;
  private final long letters;
  // How often each letter is wanted, by its six low bits; and how often yet.
  private final int[] counts = new int[LETTER_MASK + 1];
  private final int[] left = new int[LETTER_MASK + 1];

  private NearestNames(String wanted) {
    this.wanted = wanted.toLowerCase(Locale.ROOT);
    this.maxEdits = Math.clamp(this.wanted.length() / 3, 1, MAX_EDITS);
    this.edits = new LevenshteinDistance(maxEdits);
    this.letters = LowerCase.letters(this.wanted);
    this.wanted.chars().forEach(c -> counts[c & LETTER_MASK]++);
  }

  /** Up to {@code limit} vertices of {@code names}, the nearest first. */
  static int[] search(NameTable names, String wanted, int limit) {
    int tasks = Parallel.tasks(names.count(), NAMES_PER_TASK);
    if (wanted.isEmpty() || limit < 1 || tasks == 0) {
      return new int[0];
    }
    long[][] best = new long[tasks][];
    Parallel.forEach(
        threads(),
        tasks,
        task -> {
          int from = task * NAMES_PER_TASK;
          int to = (int) Math.min(names.count(), (long) from + NAMES_PER_TASK);
          best[task] = new NearestNames(wanted).best(names, from, to, limit);
        });
    return Arrays.stream(best)
        .flatMapToLong(LongStream::of)
        .sorted()
        .limit(limit)
        .mapToInt(candidate -> (int) (candidate & Integer.MAX_VALUE))
        .toArray();
  }

  // Servers search at every keystroke of someone: it must not take the whole machine.
  private static int threads() {
    return Math.clamp(Engine.cpu().threads() / 4, 1, 4);
  }

  private long[] best(NameTable names, int from, int to, int limit) {
    PriorityQueue<Long> best = new PriorityQueue<>(Collections.reverseOrder());
    LowerCase name = new LowerCase(names);
    long worst = FAR;
    for (int vertex = from; vertex < to; vertex++) {
      name.moveTo(vertex);
      long candidate = candidate(vertex, name);
      if (candidate < worst) {
        best.add(candidate);
        if (best.size() > limit) {
          best.remove();
          worst = best.element();
        }
      }
    }
    return best.stream().mapToLong(Long::longValue).toArray();
  }

  private long candidate(int vertex, LowerCase name) {
    int excess = name.length() - wanted.length();
    if (name.startsWith(wanted)) {
      return candidate(excess == 0 ? EQUAL : PREFIX, excess, vertex);
    }
    int missing = Long.bitCount(letters & ~name.letters());
    if (missing <= maxEdits && Math.abs(excess) <= maxEdits && isNear(name)) {
      int distance = edits.apply(name.toString(), wanted);
      if (distance >= 0) {
        return candidate(EDIT, distance, vertex);
      }
    }
    return missing == 0 && name.contains(wanted) ? candidate(INFIX, excess, vertex) : FAR;
  }

  /**
   * Whether few enough of the wanted letters are missing and few enough others are there: an edit
   * removes and adds at most one.
   */
  private boolean isNear(LowerCase name) {
    System.arraycopy(counts, 0, left, 0, counts.length);
    int common = 0;
    for (int i = 0; i < name.length(); i++) {
      if (left[name.charAt(i) & LETTER_MASK]-- > 0) {
        common++;
      }
    }
    return Math.max(wanted.length(), name.length()) - common <= maxEdits;
  }

  private static long candidate(long rank, int distance, int vertex) {
    long capped = Math.min(distance, MAX_DISTANCE);
    return (rank << RANK_SHIFT) | (capped << DISTANCE_SHIFT) | vertex;
  }
}
