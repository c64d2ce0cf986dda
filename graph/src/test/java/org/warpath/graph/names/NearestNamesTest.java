package org.warpath.graph.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
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

    assertThat(names.nearest("cats", 10))
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
    assertThat(NameTable.of(drawn).nearest(narrowed(wanted), limit)).isEqualTo(expected);
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

  @Test
  void theLimitKeepsTheNearest() {
    NameTable names = NameTable.of(List.of("abcx", "abcd", "abxy", "abcdef"));

    assertThat(names.nearest("abcd", 2)).containsExactly("abcd", "abcdef");
    assertThat(names.nearest("abcd", 0)).isEmpty();
  }

  @Test
  void tiesGoToTheSmallerVertexAcrossTasks() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      names.add(String.format("%05d", i));
    }
    Collections.shuffle(names, new Random(7));
    names.replaceAll(digits -> "word" + digits);
    List<String> prefixed = NameTable.of(names).nearest("WORD", 5);

    assertThat(prefixed).isEqualTo(names.subList(0, 5));
  }

  @Test
  void misspeltTitlesOfSimpleWikipediaAreFound() throws IOException {
    NameTable titles = NameTable.of(titles());

    assertThat(titles.count()).isEqualTo(15_546);
    assertThat(titles.nearest("Untied Staets", 5)).contains("United States");
    assertThat(titles.nearest("united states", 5)).first().isEqualTo("United States");
    assertThat(titles.nearest("Englnad", 3)).contains("England");
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
