package org.warpath.api.service.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.algorithms.Ranking.Entry;
import org.warpath.graph.export.VertexVector;

class RankingTest {
  @Test
  void tiesGoToTheSmallerVertex() {
    VertexVector values = VertexVector.of(new double[] {2, 3, 3, 1, 3});

    assertThat(Ranking.HIGHEST.first(values, 2)).containsExactly(new Entry(1, 3), new Entry(2, 3));
    assertThat(Ranking.LOWEST.first(values, 2)).containsExactly(new Entry(3, 1), new Entry(0, 2));
  }

  @Test
  void whatIsNotFiniteComesNever() {
    assertThat(
            Ranking.HIGHEST.first(
                VertexVector.of(
                    new float[] {Float.POSITIVE_INFINITY, 1, Float.NaN, Float.NEGATIVE_INFINITY}),
                9))
        .containsExactly(new Entry(1, 1));
    assertThat(Ranking.LOWEST.first(VertexVector.of(new long[] {Long.MAX_VALUE, 0, 2}), 9))
        .containsExactly(new Entry(1, 0), new Entry(2, 2));
  }

  @Test
  void groupsAreCounted() {
    VertexVector labels = VertexVector.of(new int[] {0, 4, 0, 4, 4, 5});

    assertThat(Ranking.LARGEST_GROUPS.first(labels, 2))
        .containsExactly(new Entry(4, 3), new Entry(0, 2));
    assertThat(Ranking.LARGEST_GROUPS.first(labels, 0)).isEmpty();
    assertThat(Ranking.LARGEST_GROUPS.first(VertexVector.of(new int[0]), 3)).isEmpty();
  }

  @Property
  void isTheBeginningOfTheSortedList(
      @ForAll @Size(max = 40) List<@IntRange(min = -5, max = 5) Integer> list,
      @ForAll @IntRange(max = 50) int k) {
    VertexVector values =
        VertexVector.of(list.stream().mapToDouble(Integer::doubleValue).toArray());
    List<Entry> ascending =
        IntStream.range(0, list.size())
            .mapToObj(v -> new Entry(v, list.get(v)))
            .sorted(Comparator.comparingDouble(Entry::value).thenComparingInt(Entry::vertex))
            .toList();
    List<Entry> descending =
        ascending.stream()
            .sorted(
                Comparator.comparingDouble(Entry::value).reversed().thenComparingInt(Entry::vertex))
            .toList();

    int length = Math.min(k, list.size());
    assertThat(Ranking.LOWEST.first(values, k)).isEqualTo(ascending.subList(0, length));
    assertThat(Ranking.HIGHEST.first(values, k)).isEqualTo(descending.subList(0, length));
  }
}
