package org.warpath.graph.io.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import org.junit.jupiter.api.Test;

class LineCursorTest {

  private static LineCursor at(String text) {
    LineCursor cursor = new LineCursor();
    byte[] bytes = text.getBytes(UTF_8);
    cursor.open(bytes, 0, bytes.length);
    assertThat(cursor.next()).isTrue();
    return cursor;
  }

  @Property
  void readsEveryLong(@ForAll long value) throws MalformedLine {
    LineCursor cursor = at(Long.toString(value));
    assertThat(cursor.tryInteger()).isTrue();
    assertThat(cursor.integer()).isEqualTo(value);
    assertThat(cursor.atEnd()).isTrue();
  }

  @Property
  void refusesEveryIntegerBeyondLong(
      @ForAll boolean negative, @ForAll @BigRange(min = "1") BigInteger excess) {
    BigInteger limit = BigInteger.valueOf(negative ? Long.MIN_VALUE : Long.MAX_VALUE);
    String beyond = (negative ? limit.subtract(excess) : limit.add(excess)).toString();
    assertThatThrownBy(at(beyond)::tryInteger)
        .isInstanceOf(MalformedLine.class)
        .hasMessageStartingWith("expected a 64-bit integer, found \"" + beyond.substring(0, 19));
  }

  @Test
  void staysWhereItIsIfThereIsNoInteger() throws MalformedLine {
    for (String text : new String[] {"x", "1x", "1.5", "-", "+", "", "\"1\""}) {
      LineCursor cursor = at(text + " 2\n");
      assertThat(cursor.tryInteger()).as(text).isFalse();
      assertThat(cursor.rest()).isEqualTo(text + " 2");
    }
  }

  @Test
  void countsLinesAndLeavesOutTheirEnds() {
    LineCursor cursor = at("a\r\n\nb\rc\n\r\nlast");
    assertThat(cursor.rest()).isEqualTo("a");
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.rest()).isEmpty();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.rest()).isEqualTo("b\rc");
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.rest()).isEmpty();
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.rest()).isEqualTo("last");
    assertThat(cursor.linesBegun()).isEqualTo(5);
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void keepsBlanksInsideFieldsThatBytesSeparate() throws MalformedLine {
    LineCursor cursor = at("New York \t Los Angeles\t3");
    cursor.separateBy((byte) '\t');
    cursor.requireText("a source");
    assertThat(cursor.text()).isEqualTo("New York");
    cursor.requireField("a target");
    cursor.requireText("a target");
    assertThat(cursor.text()).isEqualTo("Los Angeles");
    cursor.requireField("a weight");
    assertThat(cursor.requireFloat("a weight")).isEqualTo(3f);
    assertThat(cursor.hasMore()).isFalse();
  }

  @Test
  void saysWhatItFoundWithoutControlCharactersAndNotAtAnyLength() {
    assertThat(at("\u0001\u0002b c").expected("x"))
        .hasMessage("expected x, found \"\ufffd\ufffdb\"");
    assertThat(at("z".repeat(50)).expected("x"))
        .hasMessage("expected x, found \"" + "z".repeat(40) + "…\"");
    assertThat(at("  ").expected("x")).hasMessage("expected x, found the end of the line");
  }
}
