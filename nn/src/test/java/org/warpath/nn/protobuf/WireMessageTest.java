package org.warpath.nn.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.linalg.io.FormatException;

/** Against the examples of protobuf's documentation, and against its own library. */
class WireMessageTest {

  private static WireMessage message(String hex) throws FormatException {
    return message(HexFormat.of().parseHex(hex));
  }

  private static WireMessage message(byte[] bytes) throws FormatException {
    return WireMessage.read(ByteBuffer.wrap(bytes), "a.bin", "letter", "the letter");
  }

  @Test
  void theDocumentationsExamples() throws FormatException {
    assertThat(message("089601").integer(1)).isEqualTo(150);
    assertThat(message("120774657374696e67").text(2)).isEqualTo("testing");
    assertThat(message("1a03089601").message(3, "Test1").integer(1)).isEqualTo(150);
    assertThat(message("3206038e029ea705").integers(6)).containsExactly(3, 270, 86942);
    assertThat(message("220568656c6c6f280128022803").integers(5)).containsExactly(1, 2, 3);
    assertThat(message("08feffffffffffffffff01").integer(1)).isEqualTo(-2);
  }

  @Test
  void whatIsNotThere() throws FormatException {
    WireMessage empty = message("");
    assertThat(empty.has(1)).isFalse();
    assertThat(empty.integer(1)).isZero();
    assertThat(empty.text(1)).isEmpty();
    assertThat(empty.floats(1)).isEmpty();
    assertThat(empty.bytes(1).hasRemaining()).isFalse();
    assertThat(empty.message(1, "none").has(1)).isFalse();
  }

  @Test
  void theLastOfSeveralCounts() throws FormatException {
    assertThat(message("08010802").integer(1)).isEqualTo(2);
    assertThat(message("0a01610a0162").text(1)).isEqualTo("b");
    assertThat(message("0a01610a0162").texts(1)).containsExactly("a", "b");
  }

  @Test
  void packedAndSingleNumbersMix() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeFloat(5, 1.5f);
    out.writeTag(5, 2);
    out.writeUInt32NoTag(8);
    out.writeFloatNoTag(-2);
    out.writeFloatNoTag(Float.MIN_VALUE);
    out.writeDouble(8, 0.1);
    out.flush();
    WireMessage message = message(bytes.toByteArray());
    assertThat(message.floats(5)).containsExactly(1.5f, -2, Float.MIN_VALUE);
    assertThat(message.doubles(8)).containsExactly(0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "08, the letter ends within a number",
    "08ffffffffffffffffffff01, the letter has a number of more than 10 bytes",
    "00, the letter has a field that is none",
    "0b, the letter has field 1 of unknown type 3",
    "0a05616263, 'the letter has 3 bytes left, expected 5'",
    "0affffffffffffffffff01, 'the letter has 0 bytes left, expected 18446744073709551615'",
    "0d010203, 'the letter has 3 bytes left, expected 4'"
  })
  void damageIsNamed(String hex, String problem) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message(hex))
        .withMessage("a.bin: is no letter, damaged or cut off: " + problem);
  }

  @Test
  void otherTypesThanExpectedAreRefused() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message("0801").text(1))
        .withMessageEndingWith("the letter has a number as field 1, expected bytes");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message("0801").floats(1))
        .withMessageEndingWith("the letter has a number of another type as field 1");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message("0a03616263").doubles(1))
        .withMessageEndingWith("the letter has 3 bytes as field 1, expected numbers of 8");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> message("0a0180").integers(1))
        .withMessageEndingWith("the letter ends within a number");
  }

  @Property(tries = 200)
  void whatIsWrittenIsWhatTheLibraryReads(
      @ForAll int[] integers, @ForAll String text, @ForAll double[] numbers) throws IOException {
    ByteBuffer doubles =
        ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    doubles.asDoubleBuffer().put(numbers);
    WireOutput within = new WireOutput().text(1, text).integers(2, integers);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new WireOutput().message(100, within).bytes(3, doubles).writeTo(Channels.newChannel(bytes));

    CodedInputStream in = CodedInputStream.newInstance(bytes.toByteArray());
    assertThat(in.readTag()).isEqualTo((100 << 3) | 2);
    int end = in.pushLimit(in.readRawVarint32());
    assertThat(in.readTag()).isEqualTo((1 << 3) | 2);
    assertThat(in.readByteBuffer())
        .isEqualTo(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(in.readTag()).isEqualTo((2 << 3) | 2);
    int endOfIntegers = in.pushLimit(in.readRawVarint32());
    for (int integer : integers) {
      assertThat(in.readInt32()).isEqualTo(integer);
    }
    assertThat(in.isAtEnd()).isTrue();
    in.popLimit(endOfIntegers);
    in.popLimit(end);
    assertThat(in.readTag()).isEqualTo((3 << 3) | 2);
    assertThat(in.readRawVarint32()).isEqualTo(numbers.length * Double.BYTES);
    for (double number : numbers) {
      assertThat(in.readDouble()).isEqualTo(number);
    }
    assertThat(in.isAtEnd()).isTrue();
    assertThat(message(bytes.toByteArray()).message(100, "within").integers(2))
        .containsExactly(Arrays.stream(integers).asLongStream().toArray());
  }
}
