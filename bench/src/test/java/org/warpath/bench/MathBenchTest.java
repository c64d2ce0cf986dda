package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.cli.Warpath;
import org.warpath.bench.math.Fftw;
import picocli.CommandLine;

/** That every benchmark runs and is reported; its figures at this size mean nothing. */
class MathBenchTest {

  @Test
  void everyFigureAndRatioIsMeasuredAndWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("math.json");

    String out = run(0, "--small", "--rounds", "1", "--seconds", "1", "--json", file.toString());

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    requireSuite(json.at("/suites/0"), List.of("commonsMath", "openBlas", "warpath"), 2);
    requireSuite(json.at("/suites/1"), List.of("read", "warpath"), 1);
    List<String> transforms = new ArrayList<>(List.of("commonsMath", "oneThread", "warpath"));
    if (Fftw.installed()) {
      transforms.add("fftw");
    }
    requireSuite(json.at("/suites/2"), transforms, Fftw.installed() ? 4 : 2);
    assertThat(json.get("suites")).hasSize(3);
    assertThat(out).contains("C = A·B, float64, 64×64", "of a cube of side 8", "of 1024 numbers");
    assertThat(out.contains("not measured")).isNotEqualTo(Fftw.installed());
  }

  private static void requireSuite(JsonNode suite, List<String> figures, int ratios) {
    assertThat(suite.get("milliseconds").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(figures);
    suite.get("milliseconds").forEach(rounds -> assertThat(rounds.get(0).asDouble()).isPositive());
    assertThat(suite.get("ratios")).hasSize(ratios);
    suite.get("ratios").forEach(ratio -> assertThat(ratio.asDouble()).isPositive());
  }

  @ParameterizedTest
  @CsvSource({
    "--only,    trsm, trsm",
    "--rounds,  0,    '--rounds and --seconds must be at least 1, were 0 and 5'",
    "--seconds, 0,    '--rounds and --seconds must be at least 1, were 3 and 0'"
  })
  void wrongArgumentsAreRefused(String option, String value, String expected) {
    assertThat(run(2, option, value).lines().findFirst().orElseThrow()).contains(expected);
  }

  private static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        Warpath.commandLine(new Bench()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    String[] all = new String[arguments.length + 1];
    all[0] = "math";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertThat(command.execute(all)).as("exit code, with output %s", out).isEqualTo(exitCode);
    return out.toString();
  }
}
