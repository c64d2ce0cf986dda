package org.warpath.graph.io.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalScannerTest {

  private static void assertScans(String text) {
    DecimalScanner scanner = new DecimalScanner();
    byte[] bytes = ("x" + text + ";").getBytes(US_ASCII);
    assertThat(scanner.scan(bytes, 1, bytes.length)).as(text).isTrue();
    assertThat(scanner.end()).as(text).isEqualTo(bytes.length - 1);
    assertThat(Float.floatToRawIntBits(scanner.value()))
        .as("%s: %s", text, scanner.value())
        .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+0.0",
        "1",
        "-1",
        ".5",
        "5.",
        "00012",
        "1e3",
        "1E+3",
        "12e-3",
        "0e99999999999",
        "16777217",
        "16777218",
        "16777219",
        "33554434.000000000000001",
        "9007199254740993",
        "3.4028234e38",
        "3.4028235e38",
        "3.4028236e38",
        "1e39",
        "-1e400",
        "1.4e-45",
        "7.1e-46",
        "1.17549435e-38",
        "1.1754943e-38",
        "1e-400",
        "18446744073709551615",
        "-9223372036854775800",
        "10.762188911437988",
        "0.1000000000000000055511151231257827",
        "123456789012345678901234567890"
      })
  void roundsAsTheJdkDoes(String text) {
    assertScans(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+", ".", "-.", "e5", "nan", "inf", "abc", "--1"})
  void findsNoNumber(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    assertThat(new DecimalScanner().scan(bytes, 0, bytes.length)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e", "1e+", "1f", "1d", "1.2.3", "0x10", "1-2"})
  void stopsAtWhatIsNoPartOfTheNumber(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    DecimalScanner scanner = new DecimalScanner();
    assertThat(scanner.scan(bytes, 0, bytes.length)).isTrue();
    assertThat(scanner.end()).isLessThan(bytes.length);
  }

  @Property(tries = 20_000)
  void roundsAnyDigitsAndExponent(
      @ForAll long digits, @ForAll @IntRange(min = -70, max = 50) int exponent) {
    assertScans(digits + "e" + exponent);
  }

  @Property(tries = 20_000)
  void roundsShortDecimals(
      @ForAll @LongRange(min = -999_999_999_999_999L, max = 999_999_999_999_999L) long digits,
      @ForAll @IntRange(min = 0, max = 20) int scale) {
    assertScans(BigDecimal.valueOf(digits, scale).toPlainString());
  }

  @Property(tries = 20_000)
  void roundsTheMiddleBetweenTwoFloatsAndItsNeighbours(
      @ForAll @IntRange(min = 1, max = 0x7f7ffffe) int bits,
      @ForAll @IntRange(min = -1, max = 1) int side) {
    BigDecimal low = new BigDecimal(Float.intBitsToFloat(bits));
    BigDecimal high = new BigDecimal(Float.intBitsToFloat(bits + 1));
    BigDecimal middle = low.add(high).divide(BigDecimal.TWO);
    // A step far below what 18 digits can tell.
    BigDecimal step = middle.ulp().multiply(BigDecimal.valueOf(side, 20));
    assertScans(middle.add(step).toString());
  }

  @Property(tries = 5_000)
  void roundsWhatFloatsPrint(@ForAll float value) {
    if (Float.isFinite(value)) {
      assertScans(Float.toString(value));
    }
  }
}
