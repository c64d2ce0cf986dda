package org.warpath.bench.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.cli.Warpath;

class CompareBenchTest {
  private static final Environment HERE =
      new Environment("2026-11-30", "abc", "EPYC", 2, "Linux amd64", "25", 0.1);

  @TempDir Path folder;
  private Path old;

  @BeforeEach
  void writeOld() throws IOException {
    old = write("old.json", HERE, series("gemm, size 9", 10), series("fft, length 8", 5));
  }

  /** Five rounds within 2 %. */
  private static Series series(String name, double milliseconds) {
    double[][] rounds = new double[5][];
    for (int round = 0; round < rounds.length; round++) {
      double of = milliseconds * (1 + 0.005 * round);
      rounds[round] = new double[] {of, 0.99 * of, 1.01 * of};
    }
    return new Series(name, WorkUnit.OPERATIONS, 1e9, rounds);
  }

  private Path write(String name, Environment environment, Series... kernels) throws IOException {
    Path file = folder.resolve(name);
    new KernelResults(KernelResults.FORMAT, environment, "JMH", List.of(kernels)).write(file);
    return file;
  }

  @Test
  void equalFilesAreTheSame() {
    String out = run(0, old + "", old + "");
    assertThat(out)
        .containsPattern("gemm, size 9 +10\\.10 +10\\.10 +1\\.000 .* same within noise")
        .containsPattern("fft, length 8 .* same within noise")
        .contains("all together 1.000")
        .doesNotContain("WARNING", "not in the");
  }

  @Test
  void onlySlowerKernelsFail() throws IOException {
    Path now = write("new.json", HERE, series("gemm, size 9", 11), series("fft, length 8", 4));

    String out = run(1, old + "", now + "");

    assertThat(out)
        .containsPattern("gemm, size 9 .* 1\\.100  1\\.078 to 1\\.122 +SLOWER")
        .containsPattern("fft, length 8 .* 0\\.800 .* faster");
    run(0, old + "", now + "", "--threshold", "12");
    run(0, now + "", write("third.json", HERE, series("gemm, size 9", 9)) + "");
  }

  @Test
  void kernelsInOneFileOnlyAreListed() throws IOException {
    Path now = write("new.json", HERE, series("gemm, size 9", 10), series("fft, length 16", 5));

    assertThat(run(0, old + "", now + ""))
        .contains("not in the new file: fft, length 8", "not in the old file: fft, length 16");

    Path other = write("other.json", HERE, series("spmv, side 4", 5));
    assertThat(run(0, old + "", other + "")).contains("no kernel, of one size, is in both files");
  }

  @Test
  void anotherMachineIsComparedWithAWarning() throws IOException {
    Environment there = new Environment("2026-12-01", "def", "Xeon", 64, "Linux amd64", "26", 0.1);
    Path now = write("new.json", there, series("gemm, size 9", 20));

    assertThat(run(1, old + "", now + ""))
        .contains("WARNING", "cpu Xeon, not EPYC; processors 64, not 2; java 26, not 25")
        .contains("SLOWER");
  }

  @Test
  void anotherMethodIsComparedWithAWarning() throws IOException {
    Path now = folder.resolve("new.json");
    new KernelResults(
            KernelResults.FORMAT, HERE, "JMH, longer", List.of(series("gemm, size 9", 10)))
        .write(now);

    assertThat(run(0, old + "", now + "")).contains("WARNING", "JMH, longer, not JMH");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{\"format\": `,        `Unexpected end-of-input`",
        "`[]`,                   `holds no figures`",
        "``,                     `holds no figures`",
        "`{\"runs\": 3}`,        `format`",
        "`{\"format\": \"1\", \"environment\": null, \"method\": \"\", \"kernels\": []}`, `environment`"
      })
  void whatIsNoResultIsRefused(String content, String expected) throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.json"), content);
    assertThat(run(2, old + "", damaged + "")).contains("damaged.json", expected);
    assertThat(run(2, damaged + "", old + "")).contains("damaged.json", expected);
  }

  @ParameterizedTest
  @CsvSource({
    "warpath bench kernels 1,warpath bench nn 1,format must be",
    "10.0,-10.0,needs rounds of positive milliseconds",
    "'[ [ 10.0','[ [ null','line 17, column'",
    "'\"milliseconds\" : [ [','\"milliseconds\" : [ [ ], [',needs rounds of positive milliseconds",
    "'\"name\" : \"fft','\"title\" : \"fft',Missing creator property 'name'",
  })
  void damagedFiguresAreRefused(String from, String to, String expected) throws IOException {
    String damagedText = Files.readString(old).replace(from, to);
    assertThat(damagedText).isNotEqualTo(Files.readString(old));
    Path damaged = Files.writeString(folder.resolve("damaged.json"), damagedText);
    assertThat(run(2, old + "", damaged + "")).contains("damaged.json").contains(expected);
  }

  @Test
  void aKernelThatIsThereTwiceIsRefused() throws IOException {
    String twice = Files.readString(old).replace("fft, length 8", "gemm, size 9");
    Path damaged = Files.writeString(folder.resolve("damaged.json"), twice);
    assertThat(run(2, old + "", damaged + "")).contains("\"gemm, size 9\" is there twice");
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThat(run(2, old + "", folder.resolve("none.json") + "")).contains("none.json: no such");
    assertThat(run(2, old + "", folder + "")).contains("cannot be read");
    assertThat(run(2, old + "")).contains("NEW.json");
    assertThat(run(2, old + "", old + "", "--threshold", "-1"))
        .contains("--threshold must be in [0, ∞) percent, was -1.0");
  }

  @Test
  void theCommitIsThatOfTheCheckout() {
    assertThat(Environment.commit(folder)).isEqualTo("unknown");
    assertThat(Environment.commit(folder.resolve("none"))).isEqualTo("unknown");
    assertThat(Environment.current().differences(Environment.current())).isEmpty();
  }

  private static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int code =
        Warpath.commandLine(new CompareBench()).setOut(writer).setErr(writer).execute(arguments);
    assertThat(code).as("exit code, with output %s", out).isEqualTo(exitCode);
    return out.toString();
  }
}
