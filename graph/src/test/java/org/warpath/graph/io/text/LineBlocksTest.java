package org.warpath.graph.io.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.GraphFormatException;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.RunControl;

class LineBlocksTest {
  @TempDir Path folder;

  private TextInput open(String text, int blockBytes) throws IOException {
    return TextInput.open(Files.writeString(folder.resolve("text"), text), blockBytes);
  }

  private static List<String> lines(LineCursor cursor) {
    List<String> lines = new ArrayList<>();
    while (cursor.next()) {
      lines.add(cursor.rest());
    }
    return lines;
  }

  private static List<String> readAll(TextInput input, int threads) throws IOException {
    List<String> lines = new ArrayList<>();
    LineBlocks.parse(input, threads, RunControl.none(), LineBlocksTest::lines, lines::addAll);
    return lines;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,16", "2,16", "3,7", "3,64", "2,100000"})
  void givesAllLinesInOrderWhateverTheBlocks(int threads, int blockBytes) throws IOException {
    Random random = new Random(42);
    List<String> expected =
        IntStream.range(0, 3000).mapToObj(i -> "x".repeat(random.nextInt(60)) + i).toList();
    try (TextInput input = open(String.join("\n", expected), blockBytes)) {
      assertThat(readAll(input, threads)).isEqualTo(expected);
      assertThat(input.linesTaken()).isEqualTo(3000);
    }
  }

  @Test
  void goesOnInBlocksWhereTheHeadEnded() throws IOException {
    try (TextInput input = open("one\ntwo\nthree\r\n\nfour", 4)) {
      LineCursor line = new LineCursor();
      assertThat(input.nextLine(line)).isTrue();
      assertThat(input.nextLine(line)).isTrue();
      assertThat(line.rest()).isEqualTo("two");
      assertThat(input.nextLine(line)).isTrue();
      input.untakeLine();
      assertThat(readAll(input, 2)).containsExactly("three", "", "four");
      assertThat(input.linesTaken()).isEqualTo(5);
      assertThat(input.nextLine(line)).isFalse();
    }
  }

  @Test
  void skipsAByteOrderMark() throws IOException {
    try (TextInput input = open("\ufeffone\ntwo", 64)) {
      assertThat(readAll(input, 1)).containsExactly("one", "two");
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void reportsTheFirstDefectInOrderOfLines(int threads) throws IOException {
    String text = "fine\n".repeat(1000) + "bad\n" + "worse\n".repeat(1000);
    try (TextInput input = open(text, 32)) {
      LineBlocks.Parser<Integer> parser =
          line -> {
            while (line.next()) {
              if (!line.rest().equals("fine")) {
                throw line.expected("fine");
              }
            }
            return line.linesBegun();
          };
      assertThatThrownBy(
              () -> LineBlocks.parse(input, threads, RunControl.none(), parser, count -> {}))
          .isInstanceOf(GraphFormatException.class)
          .hasMessage(folder.resolve("text") + ":1001:1: expected fine, found \"bad\"");
    }
  }

  @Test
  void endsWithTheParsersOwnException() throws IOException {
    try (TextInput input = open("a\n".repeat(100), 8)) {
      LineBlocks.Parser<Integer> parser =
          line -> {
            throw new IllegalStateException("a bug");
          };
      assertThatThrownBy(() -> LineBlocks.parse(input, 2, RunControl.none(), parser, r -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a bug");
    }
  }

  @Test
  void canBeCancelledBetweenBlocks() throws IOException {
    CancellationToken token = new CancellationToken();
    AtomicLong done = new AtomicLong();
    RunControl control =
        new RunControl(
            progress -> {
              done.set(progress.done());
              token.cancel();
            },
            token);
    try (TextInput input = open("a\n".repeat(100_000), 1000)) {
      assertThatThrownBy(
              () -> LineBlocks.parse(input, 2, control, LineBlocksTest::lines, lines -> {}))
          .isInstanceOf(CancellationException.class);
      assertThat(done.get()).isPositive().isLessThan(100_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"'',is empty", "'a\u0000b',is binary data"})
  void refusesWhatIsNoText(String content, String message) {
    assertThatThrownBy(() -> open(content, 64))
        .isInstanceOf(GraphFormatException.class)
        .hasMessageStartingWith(folder.resolve("text") + ": " + message);
  }

  @Test
  void refusesUtf16() throws IOException {
    Path file = Files.write(folder.resolve("text"), new byte[] {(byte) 0xff, (byte) 0xfe, '1', 0});
    assertThatThrownBy(() -> TextInput.open(file))
        .hasMessage(file + ": is UTF-16 text, expected UTF-8");
  }
}
