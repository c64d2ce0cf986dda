package org.warpath.graph.generate;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.VertexOrder;
import org.warpath.graph.build.ImportTally;
import org.warpath.graph.build.RowAssembly;

/** Rows of out-edges or in-edges of {@link WikipediaLike}: ends of links, paired. */
final class WikipediaRows implements RowAssembly.Source {
  private final WikipediaEnds ends;
  private final boolean isReverse;
  private final @Nullable IntegerWeights weights;
  private final Stubs own;
  private final Stubs others;
  private final Shuffle links;
  private final Shuffle pairs;
  private final long[] before; // by row, if these are not by rank; else empty
  private final LongAdder unmatched = new LongAdder();
  private final LongAdder loops = new LongAdder();
  private final LongAdder duplicates = new LongAdder();

  WikipediaRows(
      WikipediaEnds ends, boolean isReverse, Optional<IntegerWeights> weights, long seed) {
    this.ends = ends;
    this.isReverse = isReverse;
    this.weights = weights.orElse(null);
    own = isReverse ? ends.in() : ends.out();
    others = isReverse ? ends.out() : ends.in();
    links = new Shuffle(Math.max(1, Math.max(own.count(), others.count())), seed);
    // Ends of pairs are shuffled; then every second is the other end of that before it.
    pairs = new Shuffle(Math.max(1, ends.both().count()), ~seed);
    before = ends.order().isIdentity() ? countBefore() : new long[0];
  }

  private long[] countBefore() {
    long[] sums = new long[rowCount() + 1];
    for (int row = 0; row < rowCount(); row++) {
      sums[row + 1] = sums[row] + beforeRank(rank(row) + 1) - beforeRank(rank(row));
    }
    return sums;
  }

  private long beforeRank(int rank) {
    return own.start(rank) + ends.both().start(rank);
  }

  private int rank(int row) {
    return ends.order().isIdentity() ? ends.ranks().stored(row) : row;
  }

  private int column(int rank) {
    return ends.order().isIdentity() ? ends.ranks().vertex(rank) : rank;
  }

  @Override
  public int rowCount() {
    return ends.ranks().vertexCount();
  }

  @Override
  public long before(int row) {
    return before.length > 0 ? before[row] : beforeRank(row);
  }

  @Override
  public RowAssembly.Part make(int from, int to) {
    int[] lengths = new int[to - from];
    int[] columns = new int[Math.toIntExact(before(to) - before(from))];
    int end = 0;
    for (int row = from; row < to; row++) {
      int begin = end;
      end = addPairs(rank(row), columns, addLinks(rank(row), columns, begin));
      Arrays.sort(columns, begin, end);
      end = distinct(row, columns, begin, end);
      lengths[row - from] = end - begin;
    }
    return new RowAssembly.Part(
        lengths, columns, weights == null ? null : weigh(from, lengths, columns));
  }

  /** Links that are not returned: end e leads to end number shuffle(e) of the others. */
  private int addLinks(int rank, int[] columns, int begin) {
    int end = begin;
    long last = own.start(rank + 1);
    for (long stub = own.start(rank); stub < last; stub++) {
      long other = isReverse ? links.invert(stub) : links.apply(stub);
      if (other < others.count()) {
        columns[end++] = column(others.owner(other));
      }
    }
    unmatched.add(last - own.start(rank) - (end - begin));
    return end;
  }

  private int addPairs(int rank, int[] columns, int begin) {
    Stubs both = ends.both();
    int end = begin;
    long last = both.start(rank + 1);
    for (long stub = both.start(rank); stub < last; stub++) {
      long place = pairs.apply(stub) ^ 1;
      if (place < both.count()) {
        columns[end++] = column(both.owner(pairs.invert(place)));
      } else {
        unmatched.increment();
      }
    }
    return end;
  }

  /** Leaves out parallel links and loops; the end of what stays. */
  private int distinct(int row, int[] columns, int begin, int end) {
    int kept = begin;
    int loopCount = 0;
    for (int i = begin; i < end; i++) {
      if (columns[i] == row) {
        loopCount++;
      } else if (kept == begin || columns[kept - 1] != columns[i]) {
        columns[kept++] = columns[i];
      }
    }
    loops.add(loopCount);
    duplicates.add(end - kept - loopCount);
    return kept;
  }

  private float[] weigh(int firstRow, int[] lengths, int[] columns) {
    VertexOrder order = ends.order();
    float[] weighed = new float[columns.length];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      int vertex = order.vertex(firstRow + i);
      for (int end = at + lengths[i]; at < end; at++) {
        int other = order.vertex(columns[at]);
        long link = isReverse ? Generator.ends(other, vertex) : Generator.ends(vertex, other);
        weighed[at] = weights.weight(link);
      }
    }
    return weighed;
  }

  /** Tells what links became of which nothing is in the rows made so far. */
  void tell(ImportTally tally) {
    long without = Math.max(own.count(), others.count()) - own.count();
    tally.drop("unmatched", unmatched.sum() + without);
    tally.drop("self-loop", loops.sum());
    tally.drop("duplicate", duplicates.sum());
  }
}
