package org.warpath.graph.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.SharedData;

class NearestNamesTest {

  @Test
  void equalButForCaseComesFirstThenPrefixThenFewestEditsThenContained() {
    NameTable names =
        NameTable.of(
            List.of("Cats and dogs", "My cats", "Bats", "CATS", "Catsuit", "Batz", "Elephant"));

    assertThat(nearest(names, "cats", 10))
        .containsExactly("CATS", "Catsuit", "Cats and dogs", "Bats", "My cats");
  }

  /** The ranking spelled out, with the unbounded distance. */
  @Property(tries = 300)
  void theAnswerIsThatOfAPlainRanking(
      @ForAll @UniqueElements List<@AlphaChars @StringLength(max = 9) String> names,
      @ForAll @AlphaChars @StringLength(min = 1, max = 9) String wanted,
      @ForAll @IntRange(min = 1, max = 7) int limit) {
    // Few letters, so that names come near each other.
    List<String> drawn = names.stream().map(NearestNamesTest::narrowed).distinct().toList();
    String asked = narrowed(wanted).toLowerCase(Locale.ROOT);

    List<String> expected =
        drawn.stream()
            .filter(name -> rank(name, asked) < 4_000)
            .sorted(Comparator.comparingInt(name -> rank(name, asked)))
            .limit(limit)
            .toList();
    assertThat(nearest(NameTable.of(drawn), narrowed(wanted), limit)).isEqualTo(expected);
  }

  private static List<String> nearest(NameTable names, String wanted, int limit) {
    return Arrays.stream(names.nearest(wanted, limit)).mapToObj(names::name).toList();
  }

  private static String narrowed(String letters) {
    StringBuilder narrowed = new StringBuilder();
    letters.chars().forEach(c -> narrowed.append((char) (c - c % 8)));
    return narrowed.toString();
  }

  private static int rank(String name, String asked) {
    String lower = name.toLowerCase(Locale.ROOT);
    int excess = lower.length() - asked.length();
    int distance = LevenshteinDistance.getDefaultInstance().apply(lower, asked);
    if (lower.equals(asked)) {
      return 0;
    }
    if (lower.startsWith(asked)) {
      return 1_000 + excess;
    }
    if (distance <= Math.max(1, asked.length() / 3)) {
      return 2_000 + distance;
    }
    return lower.contains(asked) ? 3_000 + excess : 4_000;
  }

  @Property
  void namesAreLoweredAsStringsAre(@ForAll String drawn, @ForAll @IntRange(max = 6) int special) {
    String[] specials = {"", "ΑΣ", "ΣΑ", "İ", "\u212A", "ẞÅ", "🅰𐐀"};
    NameTable names = NameTable.of(List.of(drawn + specials[special] + drawn));
    LowerCase lower = new LowerCase(names);
    lower.moveTo(0);
    String expected = names.name(0).toLowerCase(Locale.ROOT);

    assertThat(lower).hasToString(expected);
    assertThat(lower.length()).isEqualTo(expected.length());
    assertThat(lower.letters()).isEqualTo(LowerCase.letters(expected));
  }

  @Property
  void bytesThatAreNotUtf8AreLoweredAsWhatReplacesThem(
      @ForAll @Size(max = 6) List<@From("bytes") Byte> drawn) {
    byte[] bytes = new byte[drawn.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = drawn.get(i);
    }
    try (NameTableBuilder builder = new NameTableBuilder()) {
      builder.add(bytes, 0, bytes.length);
      LowerCase lower = new LowerCase(builder.build());
      lower.moveTo(0);

      assertThat(lower).hasToString(new String(bytes, UTF_8).toLowerCase(Locale.ROOT));
    }
  }

  /** Those at which the meaning of a byte changes. */
  @Provide
  Arbitrary<Byte> bytes() {
    return Arbitraries.of(
            0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xa3, 0xb0, 0xbf, 0xc1, 0xc2, 0xc4, 0xce, 0xdf, 0xe0,
            0xe2, 0xed, 0xef, 0xf0, 0xff)
        .map(b -> (byte) (int) b);
  }

  /** Names longer than a block of bytes, and short ones before and after. */
  @Test
  void longNamesAreFoundAmongShortOnes() {
    String giant = "Long" + "o".repeat(200_000);
    NameTable names = NameTable.of(List.of("Longs", giant, "Längst", giant + "Ü", "Lo"));

    assertThat(names.nearest("LONG", 9)).containsExactly(0, 1, 3);
    assertThat(names.nearest("OÜ", 9)).containsExactly(3);
  }

  @Test
  void caseDoesNotCountInAnyScript() {
    NameTable names = NameTable.of(List.of("ΟΔΟΣ", "Ünïcode", "İstanbul", "Тест", "𐐀x", "Öl"));

    assertThat(nearest(names, "οδος", 1)).containsExactly("ΟΔΟΣ");
    assertThat(nearest(names, "ÜNÏ", 1)).containsExactly("Ünïcode");
    assertThat(nearest(names, "i\u0307stan", 1)).containsExactly("İstanbul");
    assertThat(nearest(names, "тес", 1)).containsExactly("Тест");
    assertThat(nearest(names, "𐐨", 1)).containsExactly("𐐀x");
    assertThat(nearest(names, "stanbul", 1)).containsExactly("İstanbul");
  }

  @Test
  void theLimitKeepsTheNearest() {
    NameTable names = NameTable.of(List.of("abcx", "abcd", "abxy", "abcdef"));

    assertThat(nearest(names, "abcd", 2)).containsExactly("abcd", "abcdef");
    assertThat(nearest(names, "abcd", 0)).isEmpty();
  }

  @Test
  void tiesGoToTheSmallerVertexAcrossTasks() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      names.add(String.format("%05d", i));
    }
    Collections.shuffle(names, new Random(7));
    names.replaceAll(digits -> "word" + digits);
    List<String> prefixed = nearest(NameTable.of(names), "WORD", 5);

    assertThat(prefixed).isEqualTo(names.subList(0, 5));
  }

  @Test
  void misspeltTitlesOfSimpleWikipediaAreFound() throws IOException {
    NameTable titles = NameTable.of(titles());

    assertThat(titles.count()).isEqualTo(15_546);
    assertThat(nearest(titles, "Untied Staets", 5)).contains("United States");
    assertThat(nearest(titles, "united states", 5)).first().isEqualTo("United States");
    assertThat(nearest(titles, "Englnad", 3)).contains("England");
    for (int vertex = 0; vertex < titles.count(); vertex += 97) {
      assertThat(titles.find(titles.name(vertex))).isEqualTo(vertex);
    }
  }

  private static List<String> titles() throws IOException {
    var file = SharedData.file("simplewiki-2007/simplewiki-2007-articles.titles.txt.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return lines.lines().toList();
    }
  }
}
