package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.cli.Warpath;
import picocli.CommandLine;

/** That the benchmark runs, verifies and reports; its figures at this size mean nothing. */
class CpuBenchTest {
  @TempDir Path folder;

  @Test
  void everyFigureIsMeasuredAndWritten() throws Exception {
    Path json = folder.resolve("figures.json");

    String out = run(0, "cpu", "--scale", "10", "--runs", "2", "--json", json.toString());

    JsonNode root = new ObjectMapper().readTree(json.toFile());
    JsonNode graph = root.at("/graphs/0");
    assertThat(graph.get("vertices").asInt()).isEqualTo(1024);
    assertThat(graph.get("figures").fieldNames())
        .toIterable()
        .containsExactly(
            "PageRank float32",
            "PageRank float64",
            "BFS, per source",
            "BFS with parents, per source",
            "SSSP, per source",
            "WCC",
            "triangles");
    for (JsonNode figure : graph.get("figures")) {
      assertThat(figure.get("median").asDouble())
          .isBetween(figure.get("min").asDouble(), figure.get("max").asDouble());
      assertThat(figure.get("min").asDouble()).isPositive();
    }
    assertThat(root.at("/files/open .csr/median").asDouble()).isPositive();
    assertThat(root.get("readGigabytesPerSecond").asDouble()).isPositive();
    assertThat(out).contains("scale 10: 1,024 vertices", "median s", "import text");
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThat(run(2, "cpu", "--runs", "0")).contains("--runs must be at least 1");
    assertThat(run(2, "cpu", "--scale", "77")).contains("scale must be in [0, 30], was 77");
    assertThat(run(2, "gpu")).contains("gpu");
  }

  @Test
  void mediansAreOfTheMeasuredRunsOnly() {
    double[] times = {100, 100, 3, 1, 2, 5};
    int[] calls = {0};

    Measurement measured = Measurement.of("m", 2, 4, 10e9, () -> times[calls[0]++]);

    assertThat(measured.min()).isEqualTo(1);
    assertThat(measured.median()).isEqualTo(2.5);
    assertThat(measured.max()).isEqualTo(5);
    assertThat(measured.gigabytesPerSecond()).isEqualTo(4);
  }

  private static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        Warpath.commandLine(new Bench()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    assertThat(command.execute(arguments)).as("exit code, with output %s", out).isEqualTo(exitCode);
    return out.toString();
  }
}
