package org.warpath.nn.caffe.prototxt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.linalg.io.FormatException;

class PrototxtTest {
  private enum Pool {
    MAX,
    AVE
  }

  private static Message parse(String text) throws FormatException {
    return Prototxt.parse(text, "net.prototxt");
  }

  @Test
  void valuesOfEveryKind() throws FormatException {
    Message message =
        parse(
            """
            # A comment, with "quotes" and { braces }.
            name: "LeNet" size: 0x1F octal: 017; negative: -3, rate: 1e-2 power: .75f
            most: inf least: -inf none: nan yes: true no: false pool: AVE
            """);
    assertThat(message.text("name")).isEqualTo("LeNet");
    assertThat(message.integer("size")).isEqualTo(31);
    assertThat(message.integer("octal")).isEqualTo(15);
    assertThat(message.integer("negative")).isEqualTo(-3);
    assertThat(message.number("negative")).isEqualTo(-3);
    assertThat(message.number("rate")).isEqualTo(0.01);
    assertThat(message.number("power")).isEqualTo(0.75);
    assertThat(message.number("most")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(message.number("least")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(message.number("none")).isNaN();
    assertThat(message.flag("yes", false)).isTrue();
    assertThat(message.flag("no", true)).isFalse();
    assertThat(message.constant("pool", Pool.MAX)).isEqualTo(Pool.AVE);
    assertThat(message.number("absent", 7)).isEqualTo(7);
    message.requireAllKnown("the net");
  }

  @Test
  void messagesInEveryForm() throws FormatException {
    Message message = parse("m { a: 1 } m: { a: 2 }, m < a: 3 > m: [{ a: 4 }, < a: 5 >] e {}");
    assertThat(message.messages("m")).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(message.messages("m").get(i).integer("a")).isEqualTo(i + 1);
    }
    assertThat(message.message("e").has("a")).isFalse();
    assertThat(message.message("absent").has("a")).isFalse();
  }

  @Test
  void repeatedFieldsAndLists() throws FormatException {
    Message message = parse("dim: 1 dim: [2, 3] other: 0 dim: [] dim: 4");
    assertThat(message.integers("dim")).containsExactly(1, 2, 3, 4);
    assertThat(message.numbers("dim")).containsExactly(1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void stringsWithEscapes() throws FormatException {
    Message message =
        parse("a: 'it\\'s' b: \"a\\tb\\n\\\\\" c: \"\\303\\xa4ö😀\" d: 'one ' \"and\"\n ' two'");
    assertThat(message.text("a")).isEqualTo("it's");
    assertThat(message.text("b")).isEqualTo("a\tb\n\\");
    assertThat(message.text("c")).isEqualTo("ää".substring(0, 1) + "ö😀");
    assertThat(message.text("d")).isEqualTo("one and two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: 1\\n  b 2 | 2:5: expected \":\" or \"{\" behind b, found \"2\"",
        "a { b: 1 | 1:9: expected the name of a field or \"}\", found the end of the file",
        "a: 1 } | 1:6: expected the name of a field, found \"}\"",
        "a: } | 1:4: expected a value of a, found \"}\"",
        "a: [1 2] | 1:7: expected \",\" or \"]\" in the list of a, found \"2\"",
        "a: \"open | 1:4: expected the string's closing quote before the end of the line",
        "a: \"\\q\" | 1:5: expected an escape such as \\n, \\\", \\x41 or \\101, found \\q",
        "a: \"\\777\" | 1:5: the escape \\777 is more than a byte",
        "a { b: 1 > | 1:10: expected the name of a field or \"}\", found \">\"",
        "[ext]: 1 | 1:1: expected the name of a field, found \"[\"",
      })
  void errorsSayWhereAndWhatWasExpected(String text, String error) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> parse(text.replace("\\n  ", "\n  ")))
        .withMessage("net.prototxt:" + error);
  }

  @Test
  void fieldsOfAnotherKindAreRefused() throws FormatException {
    Message message =
        parse("name: LeNet size: 1.5 rate: \"1\" a { } on: 3 twice: 1 twice: 2\nk: M");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.text("name"))
        .withMessage("net.prototxt:1:7: name: expected a string in quotes, found LeNet");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.integer("size"))
        .withMessage("net.prototxt:1:19: size: expected an integer, found 1.5");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.number("rate"))
        .withMessage("net.prototxt:1:29: rate: expected a number, found the string \"1\"");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.number("a", 0))
        .withMessage("net.prototxt:1:35: a: expected a value, found a message");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.flag("on", true))
        .withMessage("net.prototxt:1:43: on: expected true or false, found 3");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.integer("twice"))
        .withMessage("net.prototxt:1:54: there are two of twice, expected one");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.constant("k", Pool.MAX))
        .withMessage("net.prototxt:2:1: k: expected one of [MAX, AVE], found M");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.message("size"))
        .withMessage("net.prototxt:1:19: size: expected a message in braces, found a value");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.text("absent"))
        .withMessage("net.prototxt:1:1: expected a field absent");
  }

  @Test
  void unknownFieldsAreNamedAllAtOnce() throws FormatException {
    Message message = parse("a: 1\nb { c: 1\n d: 2 }\ne { f: 1 }\ng { h: 1 }");
    message.integer("a");
    message.message("b").integer("c");
    message.ignore("e");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message.requireAllKnown("layer x"))
        .withMessage("net.prototxt:3:2: layer x: unknown field d, g (line 5)");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> parse("a { ".repeat(100_000)))
        .withMessageContaining("nested more than 100 deep");
  }
}
