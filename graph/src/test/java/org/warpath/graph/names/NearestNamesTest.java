package org.warpath.graph.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.warpath.graph.SharedData;

class NearestNamesTest {

  @Test
  void equalButForCaseComesFirstThenPrefixThenFewestEditsThenContained() {
    NameTable names =
        NameTable.of(
            List.of("Cats and dogs", "My cats", "Bats", "CATS", "Catsuit", "Batz", "Elephant"));

    assertThat(names.nearest("cats", 10))
        .containsExactly("CATS", "Catsuit", "Cats and dogs", "Bats", "My cats");
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
