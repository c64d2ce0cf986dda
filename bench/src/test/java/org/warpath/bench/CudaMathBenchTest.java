package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.cli.Warpath;
import org.warpath.kernels.cuda.TestDevice;
import picocli.CommandLine;

/** That the benchmark verifies and reports; its figures on an emulated device mean nothing. */
@Tag("gpu")
class CudaMathBenchTest {

  @Test
  void everyFigureIsMeasuredAndWritten(@TempDir Path folder) throws IOException {
    TestDevice.engine();
    Path file = folder.resolve("math.json");

    String out =
        run(0, "--small", "--sizes", "5,8", "--runs", "3", "--copy-mib", "1", "--json", file + "");

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/copyGigabytesPerSecond").asDouble()).isPositive();
    assertThat(json.at("/runs").asInt()).isEqualTo(3);
    assertThat(names(json.get("gemm")))
        .containsExactly(
            "float64 5",
            "float32 5",
            "tf32 5",
            "bfloat16 5",
            "float16 5",
            "float64 8",
            "float32 8",
            "tf32 8",
            "bfloat16 8",
            "float16 8");
    assertThat(names(json.get("fft")))
        .containsExactly(
            "complex64 32",
            "complex64 64",
            "complex64 8 times 8",
            "float32 64",
            "complex128 32",
            "complex128 64",
            "complex128 8 times 8",
            "float64 64");
    assertThat(names(json.get("spmv")))
        .containsExactly(
            "float32 kernel", "float32 cuSPARSE", "float64 kernel", "float64 cuSPARSE");
    assertThat(names(json.get("elements")))
        .containsExactly("float32 add", "float32 sum", "float64 add", "float64 sum");
    for (JsonNode figure : json.get("gemm")) {
      requireRace(figure);
      assertThat(figure.at("/teraflops").asDouble()).isPositive();
      assertThat(figure.at("/bareTeraflops").asDouble()).isPositive();
    }
    for (JsonNode figure : json.get("fft")) {
      requireRace(figure);
      assertThat(figure.at("/shareOfBandwidth").asDouble()).isPositive();
    }
    for (String part : List.of("spmv", "elements")) {
      for (JsonNode figure : json.get(part)) {
        requireOrdered(figure, "milliseconds");
        assertThat(figure.at("/gigabytesPerSecond").asDouble()).isPositive();
      }
    }
    // Real to half spectrum: 64 reals in, 33 complex numbers out.
    assertThat(json.at("/fft/7/bytes").asLong()).isEqualTo(8 * (64 + 66));
    // 512 rows; of 8³ points each of the 6 faces lacks 64 neighbours.
    assertThat(json.at("/spmv/0/bytes").asLong())
        .isEqualTo(8 * (7 * 512 - 6 * 64) + 8 * 513 + 8 * 512);
    assertThat(json.at("/spmv/3/bytes").asLong())
        .isEqualTo(12 * (7 * 512 - 6 * 64) + 4 * 513 + 16 * 512);
    assertThat(json.at("/elements/2/bytes").asLong()).isEqualTo(3 * 8 * 1000);
    assertThat(out).contains("GB/s on the device", "TFLOP/s, bare", "target at least 0.95");
  }

  private static void requireRace(JsonNode figure) {
    requireOrdered(figure, "milliseconds");
    requireOrdered(figure, "bareMilliseconds");
    requireOrdered(figure, "shareOfBare");
  }

  private static void requireOrdered(JsonNode figure, String name) {
    assertThat(figure.get(name + "Min").asDouble()).as(name).isPositive();
    assertThat(figure.get(name).asDouble())
        .as(name)
        .isBetween(figure.get(name + "Min").asDouble(), figure.get(name + "Max").asDouble());
  }

  private static List<String> names(JsonNode figures) {
    return StreamSupport.stream(figures.spliterator(), false)
        .map(figure -> figure.get("what").asText())
        .toList();
  }

  @Test
  void onlyWhatIsNamedIsMeasured(@TempDir Path folder) throws IOException {
    TestDevice.engine();
    Path file = folder.resolve("math.json");

    run(0, "--small", "--only", "spmv", "--runs", "1", "--copy-mib", "1", "--json", file + "");

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.has("spmv")).isTrue();
    assertThat(json.has("gemm") || json.has("fft") || json.has("elements")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--runs,    0,      '--runs must be at least 1, was 0'",
    "--sizes,   '9,0',  '--sizes must be in [1, 65536], one was 0'",
    "--sizes,   70000,  '--sizes must be in [1, 65536], one was 70000'",
    "--copy-mib,0,      '--copy-mib must be at least 1, was 0'",
    "--only,    trsm,   trsm"
  })
  void wrongArgumentsAreRefusedInOneLine(String option, String value, String expected) {
    assertThat(run(2, option, value).lines().findFirst().orElseThrow()).contains(expected);
  }

  @Test
  void whatDiffersFromTheCpuEngineIsNotMeasured() {
    double[] cpu = {1, 2};
    CudaMathReport.requireSame("A·B", new double[] {1, 2.5}, cpu, 0.5);
    assertThatThrownBy(() -> CudaMathReport.requireSame("A·B", new double[] {1, 2.5}, cpu, 0.25))
        .hasMessageContaining("A·B: element 1 is 2.5 on the device, 2.0 by the CPU engine");
    assertThatThrownBy(
            () -> CudaMathReport.requireSame("A·B", new double[] {Double.NaN, 2}, cpu, 9))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        Warpath.commandLine(new Bench()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    String[] all = new String[arguments.length + 1];
    all[0] = "cuda-math";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertThat(command.execute(all)).as("exit code, with output %s", out).isEqualTo(exitCode);
    return out.toString();
  }
}
