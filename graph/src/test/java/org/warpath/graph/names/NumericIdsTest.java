package org.warpath.graph.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericIdsTest {

  @Property(tries = 300)
  void everyIdLeadsToItsVertexAndBack(@ForAll Set<Long> ids, @ForAll long other) {
    long[] ascending = ids.stream().mapToLong(Long::longValue).sorted().toArray();
    NumericIds names = NumericIds.of(ascending);

    assertThat(names.count()).isEqualTo(ascending.length);
    byte[] name = new byte[20];
    for (int v = 0; v < ascending.length; v++) {
      int length = names.copyUtf8(v, name);
      assertThat(new String(name, 0, length, UTF_8)).isEqualTo(Long.toString(ascending[v]));
      assertThat(names.copyUtf8(v, new byte[length - 1])).isEqualTo(length);
      assertThat(names.find(Long.toString(ascending[v]))).isEqualTo(v);
      assertThat(names.name(v)).isEqualTo(Long.toString(ascending[v]));
    }
    assertThat(names.find(other) >= 0).isEqualTo(ids.contains(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "+7", "007", "7 ", "7.0", "seven", "9223372036854775808", "-0", "٧"})
  void whatIsNotTheDecimalOfAnIdIsNotFound(String name) {
    assertThat(NumericIds.of(0, 7, Long.MAX_VALUE).find(name)).isEqualTo(-1);
  }

  @Test
  void theExtremesAreIds() {
    NumericIds ids = NumericIds.of(Long.MIN_VALUE, 0, Long.MAX_VALUE);

    assertThat(ids.find("-9223372036854775808")).isZero();
    assertThat(ids.find("9223372036854775807")).isEqualTo(2);
    assertThat(ids.name(0)).isEqualTo("-9223372036854775808");
  }

  @Test
  void nearestIdsComeByTheirValue() {
    NumericIds ids = NumericIds.of(10, 20, 30, 40, 1000);

    assertThat(nearest(ids, "29", 3)).containsExactly("30", "20", "40");
    assertThat(nearest(ids, "25", 2)).containsExactly("20", "30");
    assertThat(nearest(ids, "-5", 2)).containsExactly("10", "20");
    assertThat(nearest(ids, "5000", 9)).containsExactly("1000", "40", "30", "20", "10");
    assertThat(nearest(ids, "title", 3)).isEmpty();
    assertThat(nearest(NumericIds.of(Long.MIN_VALUE, Long.MAX_VALUE), "1", 1))
        .containsExactly("9223372036854775807");
  }

  private static List<String> nearest(NumericIds ids, String name, int limit) {
    return Arrays.stream(ids.nearest(name, limit)).mapToObj(ids::name).toList();
  }

  @Test
  void idsThatBeginWithTheDecimalComeFirst() {
    NumericIds ids = NumericIds.of(-123, -12, -1, 0, 1, 2, 9, 10, 12, 19, 20, 100, 1999, 2000);

    assertThat(nearest(ids, "1", 9))
        .containsExactly("1", "10", "12", "19", "100", "1999", "0", "2", "-1");
    assertThat(nearest(ids, "-1", 4)).containsExactly("-1", "-12", "-123", "0");
    assertThat(nearest(ids, "0", 2)).containsExactly("0", "-1");
    // No id is written so, but it has a value.
    assertThat(nearest(ids, "012", 2)).containsExactly("12", "10");
  }

  /** The order spelled out over all ids. */
  @Property(tries = 500)
  void theAnswerIsThatOfAPlainRanking(
      @ForAll @Size(max = 40) Set<@From("clustered") Long> drawn,
      @ForAll("clustered") long wanted,
      @ForAll @IntRange(max = 12) int limit) {
    List<Long> ids = drawn.stream().sorted().toList();
    String text = Long.toString(wanted);
    Comparator<Long> order =
        Comparator.<Long, Boolean>comparing(id -> !Long.toString(id).startsWith(text))
            .thenComparing(id -> {
              String decimal = Long.toString(id);
              return decimal.startsWith(text)
                  ? BigInteger.valueOf(decimal.length())
                  : BigInteger.valueOf(id).subtract(BigInteger.valueOf(wanted)).abs();
            });

    assertThat(nearest(NumericIds.of(ids.stream().mapToLong(i -> i).toArray()), text, limit))
        .isEqualTo(ids.stream().sorted(order).limit(limit).map(id -> "" + id).toList());
  }

  @Provide
  Arbitrary<Long> clustered() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-200, 200),
        Arbitraries.longs(),
        Arbitraries.longs().greaterOrEqual(Long.MAX_VALUE - 100),
        Arbitraries.longs().lessOrEqual(Long.MIN_VALUE + 100));
  }

  @Test
  void idsMustAscendStrictly() {
    assertThatThrownBy(() -> NumericIds.of(1, 5, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ids must ascend: vertex 1 has 5 and vertex 2 has 5");
  }

  @Test
  void verticesBeyondTheLastAreRefused() {
    assertThatThrownBy(() -> NumericIds.of(1, 5).name(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
