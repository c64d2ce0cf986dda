package org.warpath.linalg.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "+1.5,1.5",
    "-.5,-0.5",
    "2.,2",
    "1e3,1000",
    "1E-2,0.01",
    "1e+2,100",
    "-0,-0.0",
    "1e999,Infinity",
    "1e-999,0",
    "inf,Infinity",
    "-Inf,-Infinity",
    "+INFINITY,Infinity",
    "nan,NaN",
    "-NaN,NaN",
    "18446744073709551615,18446744073709551616"
  })
  void numbersAreTheNearestDoubles(String text, double value) {
    assertThat(Double.valueOf(Decimal.parse(text))).isEqualTo(Double.valueOf(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "-", "+-1", "1e", "e5", "1.2.3", "1f", "1d", "0x1p3", " 1", "1,5", "١", "nanx",
        "--inf", "in"
      })
  void otherTextIsNoNumber(String text) {
    assertThatThrownBy(() -> Decimal.parse(text)).isInstanceOf(NumberFormatException.class);
  }
}
