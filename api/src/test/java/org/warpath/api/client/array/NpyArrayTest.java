package org.warpath.api.client.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Arrays survive the way there and back; what is none is refused. */
class NpyArrayTest {

  @Property(tries = 100)
  void everyTypeIsReadAsItWasWritten(
      @ForAll @Size(max = 40) double[] doubles,
      @ForAll float[] floats,
      @ForAll int[] ints,
      @ForAll long[] longs)
      throws IOException {
    assertThat(again(NpyArray.of(doubles)).doubles()).containsExactly(doubles);
    assertThat(again(NpyArray.of(floats)).floats()).containsExactly(floats);
    assertThat(again(NpyArray.of(ints)).ints()).containsExactly(ints);
    assertThat(again(NpyArray.of(longs)).longs()).containsExactly(longs);
    double[] pairs = Arrays.copyOf(doubles, doubles.length / 2 * 2);
    NpyArray complex = again(NpyArray.ofComplex(pairs));
    assertThat(complex.type()).isEqualTo(NpyType.COMPLEX128);
    assertThat(complex.shape()).containsExactly(pairs.length / 2);
    assertThat(complex.doubles()).containsExactly(pairs);
  }

  @Example
  void arraysLongerThanAPieceAreWhole() throws IOException {
    long[] values = new long[100_003];
    Arrays.setAll(values, i -> (long) i * i);
    assertThat(again(NpyArray.of(values)).longs()).containsExactly(values);
  }

  @Example
  void matricesKeepTheirShape() throws IOException {
    double[][] rows = {{1, 2, 3}, {4, 5, 6}};
    NpyArray matrix = again(NpyArray.of(rows));
    assertThat(matrix.shape()).containsExactly(2, 3);
    assertThat(matrix.rows()).isDeepEqualTo(rows);
    assertThat(again(matrix.reshape(3, 1, 2)).shape()).containsExactly(3, 1, 2);
    assertThatThrownBy(() -> matrix.reshape(4, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NpyArray.of(new double[][] {{1}, {1, 2}}))
        .hasMessage("row 1 has 2 columns, the first 1");
  }

  @Example
  void typesWidenButNeverNarrow() {
    assertThat(NpyArray.of(1.5f).doubles()).containsExactly(1.5);
    assertThat(NpyArray.of(7).doubles()).containsExactly(7);
    assertThat(NpyArray.of(7).longs()).containsExactly(7);
    assertThatThrownBy(() -> NpyArray.of(7L).doubles())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("INT64 array of shape [1] is no float64");
    assertThatThrownBy(() -> NpyArray.of(1.5).floats()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> NpyArray.of(1.5).ints()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> NpyArray.of(1.5).longs()).isInstanceOf(IllegalStateException.class);
  }

  @Example
  void theOtherOrdersAreTurned() throws IOException {
    ByteBuffer bigEndian = ByteBuffer.allocate(24).order(ByteOrder.BIG_ENDIAN);
    for (int value : new int[] {1, 4, 2, 5, 3, 6}) {
      bigEndian.putInt(value);
    }
    NpyArray turned =
        NpyArray.read(
            file("{'descr': '>i4', 'fortran_order': True, 'shape': (2, 3), }", bigEndian));
    assertThat(turned.ints()).containsExactly(1, 2, 3, 4, 5, 6);

    ByteBuffer complex = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : new float[] {1, -1, 3, -3, 2, -2, 4, -4}) {
      complex.putFloat(value);
    }
    NpyArray pairs =
        NpyArray.read(file("{'descr': '<c8', 'fortran_order': True, 'shape': (2, 2), }", complex));
    assertThat(pairs.floats()).containsExactly(1, -1, 2, -2, 3, -3, 4, -4);
  }

  @Example
  void whatBreaksOffOrGoesOnIsRefused() throws IOException {
    byte[] whole = bytes(NpyArray.of(1.0, 2.0));
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    assertThatThrownBy(() -> NpyArray.read(new ByteArrayInputStream(cut)))
        .isInstanceOf(EOFException.class)
        .hasMessage("the array broke off: expected 16 bytes, got 15");
    byte[] more = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> NpyArray.readWhole(new ByteArrayInputStream(more)))
        .isInstanceOf(IOException.class);
  }

  @Example
  void whatIsNoArrayIsRefused() {
    ByteBuffer nothing = ByteBuffer.allocate(0);
    for (String header :
        new String[] {
          "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999,), }",
          "{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647, 9), }",
          "{'descr': '<f8', 'shape': (1,), }"
        }) {
      assertThatThrownBy(() -> NpyArray.read(file(header, nothing)))
          .as(header)
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() ->
            NpyArray.read(
                new ByteArrayInputStream("<html></html>".getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("not an array of NumPy");
  }

  @Example
  void severalArraysAreKeptUnderTheirNames() throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("a", NpyArray.of(1.0, 2.0));
    arrays.put("b", NpyArray.of(3));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npz.write(arrays, out);
    Map<String, NpyArray> read = Npz.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(read).containsOnlyKeys("a", "b");
    assertThat(read.get("a").doubles()).containsExactly(1, 2);
    assertThat(read.get("b").ints()).containsExactly(3);
  }

  private static ByteArrayInputStream file(String header, ByteBuffer elements) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file =
        ByteBuffer.allocate(10 + text.length + elements.capacity())
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
            .putShort((short) text.length)
            .put(text)
            .put(elements.rewind());
    return new ByteArrayInputStream(file.array());
  }

  private static NpyArray again(NpyArray array) throws IOException {
    return NpyArray.readWhole(new ByteArrayInputStream(bytes(array)));
  }

  private static byte[] bytes(NpyArray array) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    array.write(out);
    return out.toByteArray();
  }
}
