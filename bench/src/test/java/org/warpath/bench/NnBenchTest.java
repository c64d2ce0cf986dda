package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

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

/** That the benchmark runs and reports; its figures at these sizes mean nothing. */
class NnBenchTest {
  @TempDir Path folder;

  @Test
  void everyLayerIsMeasuredAndWritten() throws IOException {
    Path file = folder.resolve("nn.json");

    String out =
        run(0, "--engine", "cpu", "--threads", "2", "--small", "--runs", "3", "--json", file + "");

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/engine").asText()).isEqualTo("cpu(2 threads)");
    assertThat(json.at("/date").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(json.at("/loadAverage").asDouble()).isNotNegative();
    assertThat(json.at("/readGigabytesPerSecond").asDouble()).isPositive();
    requireLayers(json);
    assertThat(names(json)).contains("64→64 3×3 shifted_gemm").doesNotContain("64→64 3×3 direct");
    assertThat(out)
        .contains("load average", "memory reads", "show that everything runs")
        .contains("im2col ÷ WINOGRAD_2X2_3X3", "separate layers ÷ fused");
  }

  /** On the emulated device too, which says so of itself in the report's head. */
  @Test
  @Tag("gpu")
  void everyLayerIsMeasuredOnADevice() throws IOException {
    String device = TestDevice.engine().device().name();
    Path file = folder.resolve("nn.json");

    String out =
        run(
            0,
            "--engine",
            "cuda",
            "--copy-mib",
            "1",
            "--small",
            "--runs",
            "2",
            "--json",
            file + "");

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/device").asText()).isEqualTo(device);
    assertThat(json.at("/copyGigabytesPerSecond").asDouble()).isPositive();
    requireLayers(json);
    assertThat(names(json)).contains("64→64 3×3 direct").doesNotContain("64→64 3×3 shifted_gemm");
    assertThat(out).contains(device, "GB/s on the device");
    assertThat(device.contains("emulated")).isEqualTo(TestDevice.emulated());
  }

  private static void requireLayers(JsonNode json) {
    assertThat(names(json))
        .doesNotHaveDuplicates()
        .contains(
            "LeNet conv1",
            "LeNet conv1 as first layer",
            "LeNet conv2",
            "cifar10_quick conv2",
            "cifar10_quick conv2 winograd_2x2_5x5",
            "64→64 3×3 im2col_gemm",
            "64→64 3×3 winograd_2x2_3x3",
            "64→64 3×3 winograd_4x4_3x3",
            "64→64 3×3 fft",
            "64→64 3×3 transposed",
            "64→64 7×7 fft",
            "max pooling 2×2",
            "average pooling 3×3 by 2",
            "LeNet fully connected",
            "LSTM",
            "GRU",
            "RNN",
            "relu",
            "gelu",
            "softmax",
            "softmax cross-entropy",
            "dropout 0.5",
            "batch normalisation",
            "layer normalisation",
            "local response norm. of 5",
            "embedding",
            "concat",
            "transpose to channels last",
            "bilinear grid sample");
    for (JsonNode layer : json.get("layers")) {
      for (JsonNode pass : List.of(layer.get("forward"), layer.get("backward"))) {
        assertThat(pass.get("milliseconds").asDouble())
            .as(layer.toString())
            .isPositive()
            .isBetween(
                pass.get("millisecondsMin").asDouble(), pass.get("millisecondsMax").asDouble());
        assertThat(pass.get("timesFloor").asDouble())
            .as(layer.toString())
            .isCloseTo(
                pass.get("milliseconds").asDouble() / pass.get("floorMilliseconds").asDouble(),
                withinPercentage(1e-6));
      }
    }
    for (String name : List.of("LeNet conv1 as first layer", "LeNet conv2")) {
      JsonNode share = json.at("/verdicts/lenetShareOfProductRate").get(name);
      assertThat(share.get("forward").asDouble()).as(name).isPositive();
      assertThat(share.get("backward").asDouble()).as(name).isPositive();
    }
    assertThat(json.at("/verdicts/im2colOverWinograd/WINOGRAD_4X4_3X3/forward").asDouble())
        .isCloseTo(
            milliseconds(json, "64→64 3×3 im2col_gemm", "forward")
                / milliseconds(json, "64→64 3×3 winograd_4x4_3x3", "forward"),
            withinPercentage(1e-9));
    JsonNode lstm = json.at("/verdicts/stepByStepOverFusedLstm");
    assertThat(lstm.get("ratio").asDouble())
        .isPositive()
        .isBetween(lstm.get("ratioMin").asDouble(), lstm.get("ratioMax").asDouble());
  }

  private static List<String> names(JsonNode json) {
    return StreamSupport.stream(json.get("layers").spliterator(), false)
        .map(layer -> layer.get("layer").asText())
        .toList();
  }

  private static double milliseconds(JsonNode json, String name, String pass) {
    return json.get("layers")
        .get(names(json).indexOf(name))
        .get(pass)
        .get("milliseconds")
        .asDouble();
  }

  @ParameterizedTest
  @CsvSource({
    "--runs,     0,    '--runs must be at least 1, was 0'",
    "--copy-mib, 0,    '--copy-mib must be at least 1, was 0'",
    "--threads,  0,    'threads must be in [1, 4096], was 0'",
    "--engine,   tpu,  tpu"
  })
  void wrongArgumentsAreRefusedInOneLine(String option, String value, String expected) {
    assertThat(run(2, option, value).lines().findFirst().orElseThrow()).contains(expected);
  }

  private static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        Warpath.commandLine(new Bench()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    String[] all = new String[arguments.length + 1];
    all[0] = "nn";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertThat(command.execute(all)).as("exit code, with output %s", out).isEqualTo(exitCode);
    return out.toString();
  }
}
