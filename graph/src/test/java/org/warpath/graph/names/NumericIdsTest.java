package org.warpath.graph.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

    assertThat(ids.nearest("29", 3)).containsExactly("30", "20", "40");
    assertThat(ids.nearest("25", 2)).containsExactly("20", "30");
    assertThat(ids.nearest("-5", 2)).containsExactly("10", "20");
    assertThat(ids.nearest("5000", 9)).containsExactly("1000", "40", "30", "20", "10");
    assertThat(ids.nearest("title", 3)).isEmpty();
    assertThat(NumericIds.of(Long.MIN_VALUE, Long.MAX_VALUE).nearest("1", 1))
        .containsExactly("9223372036854775807");
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
