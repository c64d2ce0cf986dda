package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.cli.Warpath;
import org.warpath.kernels.cuda.TestDevice;

/** That the benchmark measures and reports; its figures on an emulated device mean nothing. */
@Tag("gpu")
class CudaBenchTest {

  @Test
  void reportsEveryAlgorithmOnEveryGraph(@TempDir Path folder) throws IOException {
    TestDevice.engine();
    Path file = folder.resolve("cuda.json");
    StringWriter out = new StringWriter();
    int exitCode =
        Warpath.commandLine(new Bench())
            .setOut(new PrintWriter(out))
            .execute(
                "cuda",
                "--scale",
                "6,7",
                "--grid",
                "9",
                "--runs",
                "2",
                "--copy-mib",
                "1",
                "--json",
                file.toString());
    assertThat(exitCode).isZero();
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/graphs")).hasSize(3);
    for (JsonNode graph : json.at("/graphs")) {
      assertThat(graph.at("/figures")).hasSize(11);
      for (JsonNode figure : graph.at("/figures")) {
        assertThat(figure.at("/compute").asDouble()).isPositive();
        assertThat(figure.at("/edgesPerSecond").asDouble()).isPositive();
      }
      assertThat(graph.at("/figures/PageRank float32/iterations").asInt()).isEqualTo(20);
      assertThat(graph.at("/cusparseSecondsPerIteration").asDouble()).isPositive();
    }
    assertThat(out.toString())
        .contains("grid 9×9: 81 vertices", "R-MAT 7", "cuSPARSE SpMV", "GB/s on the device");
  }
}
