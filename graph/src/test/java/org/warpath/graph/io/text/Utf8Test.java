package org.warpath.graph.io.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Utf8Test {
  private static final int[] BORDERS = {
    'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
    0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
  };

  /** All sequences of up to four bytes at which something changes. */
  @Example
  void theDecoderOfTheJdkAgrees() {
    byte[] bytes = new byte[4];
    for (int code = 0; code < Math.pow(BORDERS.length, 4); code++) {
      int rest = code;
      for (int i = 0; i < 4; i++, rest /= BORDERS.length) {
        bytes[i] = (byte) BORDERS[rest % BORDERS.length];
      }
      for (int length = 0; length <= 4; length++) {
        assertThat(Utf8.isValid(bytes, 0, length)).isEqualTo(decodes(bytes, 0, length));
      }
    }
  }

  @Property
  void onlyTheGivenBytesCount(
      @ForAll String text,
      @ForAll @Size(max = 3) byte[] around,
      @ForAll @IntRange(max = 3) int cut) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(utf8.length + 2 * around.length);
    byte[] bytes = all.put(around).put(utf8).put(around).array();

    assertThat(Utf8.isValid(bytes, around.length, utf8.length)).isTrue();
    int length = Math.max(0, utf8.length - cut);
    assertThat(Utf8.isValid(bytes, around.length, length))
        .isEqualTo(decodes(bytes, around.length, length));
  }

  private static boolean decodes(byte[] bytes, int from, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
