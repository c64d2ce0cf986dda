package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.cli.Warpath;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
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
                "--links",
                "4000",
                "--huge-scale",
                "8",
                "--huge-factor",
                "40",
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
    assertThat(json.at("/links/links").asInt()).isEqualTo(3968);
    for (String precision : List.of("float32", "float64")) {
      JsonNode figure = json.at("/links/PageRank " + precision);
      assertThat(figure.at("/timesAsFast").asDouble())
          .isEqualTo(figure.at("/cpuSeconds").asDouble() / figure.at("/cudaSeconds").asDouble());
      assertThat(figure.at("/cudaIterations").asInt()).isBetween(2, 85);
      assertThat(figure.at("/distance").asDouble()).isLessThan(1e-6);
    }
    JsonNode huge = json.at("/huge");
    assertThat(huge.at("/edges").asLong()).isEqualTo(40 * 256);
    assertThat(huge.at("/graphBytes").asLong()).isEqualTo(4 * 40 * 256 + 8 * 257 + 4 * 256);
    assertThat(huge.at("/sumOfRanks").asDouble()).isCloseTo(1, within(HugePageRank.SUM_TOLERANCE));
    assertThat(huge.at("/edgesPerSecond").asDouble())
        .isCloseTo(40 * 256 / huge.at("/secondsPerIteration").asDouble(), withinPercentage(1e-6));
    assertThat(huge.at("/shareOfFloor").asDouble()).isPositive();
    assertThat(out.toString())
        .contains("grid 9×9: 81 vertices", "R-MAT 7", "cuSPARSE SpMV", "GB/s on the device")
        .contains("links: directed R-MAT 7, 128 vertices, 3,968 links; PageRank to 1.0E-6")
        .contains("huge: directed R-MAT 8, 256 vertices, 10,240 edges; needs ")
        .contains("ranks add up to 1.000000");
  }

  private static String refused(String... options) {
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("cuda", "--copy-mib", "1", "--grid", "0"));
    Collections.addAll(arguments, options);
    int exitCode =
        Warpath.commandLine(new Bench())
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertThat(exitCode).isNotZero();
    return err.toString();
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    TestDevice.engine();
    assertThat(refused("--links", "-1")).contains("--links must be in [0, 2000000000], was -1");
    assertThat(refused("--huge-scale", "31")).contains("--huge-scale must be in [1, 30], was 31");
    assertThat(refused("--huge-factor", "0")).contains("--huge-factor must be in [1, 1024], was 0");
    assertThat(refused("--huge", "--huge-scale", "9")).contains("--huge-scale, not both");
    assertThat(refused("--huge-scale", "30", "--huge-factor", "1024"))
        .contains(
            "out of device memory: making and ranking Rmat[scale=30, edgeFactor=1024, seed=1]")
        .containsPattern("needs 4,4[0-9,]+ bytes, [0-9,]+ are free");
  }

  @Test
  void theLargestGraphThatFitsIsChosen() {
    Device device = TestDevice.engine().device();
    // So many edges a vertex that no device takes scale 30.
    Rmat chosen = HugePageRank.largest(device, 1024);
    long free = device.freeBytes();
    assertThat(HugePageRank.neededBytes(chosen)).isLessThan(free);
    assertThat(HugePageRank.neededBytes(new Rmat(chosen.scale() + 1, 1024, 1)))
        .isGreaterThan(free / 20 * 19);
    // An H200 takes more than twenty billion edges, 80 GB take ten.
    assertThat(HugePageRank.neededBytes(new Rmat(30, 20, 1))).isLessThan(125_000_000_000L);
    assertThat(HugePageRank.neededBytes(new Rmat(29, 20, 1))).isLessThan(62_000_000_000L);
  }

  @Test
  void numbersOnTheDeviceAreAddedUp() {
    float[] numbers = new float[(1 << 22) + 3];
    Arrays.fill(numbers, 0.5f);
    numbers[numbers.length - 1] = 7;
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      DeviceBuffer buffer = scope.uploaded(MemorySegment.ofArray(numbers), "numbers");
      assertThat(HugePageRank.sum(scope, buffer)).isEqualTo((1 << 21) + 1 + 7);
    }
  }

  @Test
  void aboutAsManyLinksAreMadeAsAskedFor() {
    for (long links : new long[] {1, 20, 4000, 1_000_000, 84_000_000, 2_000_000_000}) {
      Rmat rmat = new WholePageRank(links, TestDevice.engine(), 1).rmat();
      assertThat(rmat.edgeCount()).isCloseTo(links, withinPercentage(3));
    }
    assertThat(new WholePageRank(84_000_000, TestDevice.engine(), 1).rmat())
        .isEqualTo(new Rmat(22, 20, 1));
  }
}
