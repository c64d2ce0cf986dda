package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.KernelSource;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

/** The program on the CUDA engine. */
@Tag("gpu")
@Tag("once")
class CudaCommandsTest {
  private static Engine.Cuda engine;

  @BeforeAll
  static void requireDevice() {
    engine = TestDevice.engine();
  }

  @Test
  void infoNamesDevicesAndLibraries() {
    JsonNode info = Cli.run("info", "--cuda", "--json").json();
    assertThat(info.at("/devices/0/name").asText()).isEqualTo(engine.device().name());
    assertThat(info.at("/devices/0/totalBytes").asLong()).isEqualTo(engine.device().totalBytes());
    assertThat(info.at("/problems")).isEmpty();
    assertThat(info.at("/libraries/0/library").asText()).isEqualTo("CUDA driver");
    assertThat(info.at("/libraries/0/usable").asBoolean()).isTrue();
    assertThat(Cli.run("info", "--cuda").succeeded().out())
        .contains(engine.device().name(), "CUDA is used", "compute capability");
  }

  @Test
  void ranksAreTheCpuEngines() {
    Path graph = Cli.HOME.resolve("data/small-graphs/karate.mtx");
    JsonNode expected = Cli.run("pagerank", graph, "--engine", "cpu", "--json").json();
    JsonNode actual = Cli.run("pagerank", graph, "--engine", "cuda", "--json").json();
    assertThat(actual.at("/engine").asText()).isEqualTo(engine.toString());
    assertThat(actual.at("/iterations")).isEqualTo(expected.at("/iterations"));
    assertThat(actual.at("/top").size()).isPositive().isEqualTo(expected.at("/top").size());
    for (int i = 0; i < actual.at("/top").size(); i++) {
      assertThat(actual.at("/top/" + i + "/vertex"))
          .isEqualTo(expected.at("/top/" + i + "/vertex"));
    }
  }

  @Test
  void pathsAreTheCpuEngines() {
    Path graph = Cli.HOME.resolve("data/road/bremen_dist.gr.gz");
    for (String command : new String[] {"sssp", "widest"}) {
      JsonNode expected =
          Cli.run(command, graph, "--source", "17", "--target", "4711", "--engine", "cpu", "--json")
              .json();
      JsonNode actual =
          Cli.run(
                  command,
                  graph,
                  "--source",
                  "17",
                  "--target",
                  "4711",
                  "--engine",
                  "cuda",
                  "--json")
              .json();
      assertThat(actual.at("/path")).as(command).isEqualTo(expected.at("/path"));
      assertThat(actual.at("/path").isMissingNode()).isFalse();
    }
  }

  @Test
  void autoChoosesTheDevice() {
    Path graph = Cli.HOME.resolve("data/small-graphs/karate.mtx");
    assertThat(Cli.run("bfs", graph, "--source", "0", "--json").json().at("/engine").asText())
        .isEqualTo(engine.toString());
  }

  @Test
  void rmatGraphsAreTheCpuEngines(@TempDir Path folder) throws IOException {
    Path expected = folder.resolve("cpu.csr");
    Path actual = folder.resolve("cuda.csr");
    Object[] shape = {"generate", "rmat", "--scale", 7, "--symmetric", "--weights", "1..9", "-o"};
    generate(shape, expected, "cpu").succeeded();
    generate(shape, actual, "cuda").succeeded();
    assertThat(actual).hasSameBinaryContentAs(expected);
    Cli.run("generate", "star", "--vertices", 5, "-o", actual, "--engine", "cuda")
        .refused("the CUDA engine makes R-MAT graphs only");
  }

  private static Cli generate(Object[] shape, Path file, String engine) {
    Object[] arguments = Arrays.copyOf(shape, shape.length + 3);
    arguments[shape.length] = file;
    arguments[shape.length + 1] = "--engine";
    arguments[shape.length + 2] = engine;
    return Cli.run(arguments);
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    Path graph = Cli.HOME.resolve("data/small-graphs/karate.mtx");
    Cli.run("pagerank", graph, "--device", "99").refused("device must be in [0, ", "was 99");
    Cli.run("pagerank", graph, "--engine", "cpu", "--device", "0")
        .refused("--device belongs to --engine cuda");
  }

  @Test
  void theSelfTestPasses(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("selftest.json");
    List<Object> arguments =
        new ArrayList<>(List.of("selftest", "--scale", "6", "--copy-mib", "4", "--json", file));
    if (TestDevice.emulated()) {
      arguments.add("--generated"); // emulated threads are slow
    }
    Cli run = Cli.run(arguments.toArray());
    assertThat(run.out()).doesNotContain("FAIL").contains(" 0 failed");
    run.succeeded();
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/device").asText()).isEqualTo(engine.device().name());
    assertThat(json.at("/checks")).hasSizeGreaterThan(100);
    int kernels =
        KernelSource.NAMES.stream().mapToInt(f -> KernelSource.named(f).kernels().size()).sum();
    assertThat(json.at("/kernelLaunches").size()).isEqualTo(kernels);
  }

  @Test
  void theSelfTestTellsOfAFailure() {
    Assumptions.assumeTrue(TestDevice.emulated(), "a fault is planned in the emulated driver");
    EmulatedCuda.exhaustAtAllocation(20);
    Cli run =
        Cli.run("selftest", "--engine", "cuda", "--scale", "4", "--copy-mib", "1", "--generated");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("FAIL", "out of device memory", " 1 failed");
  }
}
