package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.KernelSource;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;
import org.warpath.linalg.openblas.OpenBlas;

/** What {@code info} tells of the machine, where there is no device. */
class InfoCommandTest {

  @Test
  void kernelsAreToldWithTheirRegisters() {
    Assumptions.assumeTrue(
        CudaLibraries.instance().located(CudaLibrary.NVRTC).isPresent(),
        "quick builds do not unpack the real compiler");
    Cli run = Cli.run("info", "--kernels").succeeded();
    assertThat(run.out()).contains("compiled by NVRTC", "registers", "spill stores");
    for (String file : KernelSource.NAMES) {
      for (String kernel : KernelSource.named(file).kernels()) {
        assertThat(run.out()).containsPattern("(?m)^" + file + "\\.cu +" + kernel + " +[1-9]\\d* ");
      }
    }
  }

  @Test
  void withoutADeviceTheReasonIsTold() {
    JsonNode info = Cli.run("info", "--cuda", "--json").json();
    Assumptions.assumeTrue(info.at("/devices").isEmpty(), "this machine has a device");
    assertThat(info.at("/problems/0").asText()).isNotEmpty();
    assertThat(info.at("/libraries")).hasSize(CudaLibrary.values().length);
    assertThat(Cli.run("info", "--cuda").succeeded().out())
        .contains("CUDA is not used: " + info.at("/problems/0").asText());
    Path karate = Cli.HOME.resolve("data/small-graphs/karate.mtx");
    Cli auto = Cli.run("pagerank", karate, "--engine", "auto");
    assertThat(auto.exitCode()).isZero();
    assertThat(auto.err().strip())
        .isEqualTo("engine " + Engine.cpu() + ": no CUDA: " + info.at("/problems/0").asText());
    Cli.run("pagerank", karate).succeeded();
    Cli asked =
        Cli.run("pagerank", Cli.HOME.resolve("data/small-graphs/karate.mtx"), "--engine", "cuda");
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.err().strip().lines()).hasSize(1);
    assertThat(asked.err())
        .startsWith("warpath pagerank: CUDA cannot be used: " + info.at("/problems/0").asText());
  }

  @Test
  void theLibraryForDenseAlgebraIsTold() {
    JsonNode info = Cli.run("info", "--math", "--json").json();
    assertThat(info.at("/version").asText()).isEqualTo(OpenBlas.version());
    assertThat(info.at("/core").asText()).isEqualTo(OpenBlas.core());
    assertThat(info.at("/threads").asInt()).isEqualTo(Engine.cpu().threads());
    assertThat(info.has("problem")).isFalse();
    assertThat(Cli.run("info", "--math").succeeded().out())
        .contains(OpenBlas.describe(), "threads       " + Engine.cpu().threads());
    MathInfo without = new MathInfo("", "", 2, "OpenBLAS cannot be loaded: no");
    assertThat(without.json().at("/problem").asText()).isEqualTo(without.problem());
    assertThat(without.json().has("version")).isFalse();
  }

  @Test
  void oneSubjectAtATime() {
    Cli.run("info").refused("GRAPH", "--cuda", "--kernels", "--math");
    Cli.run("info", "--cuda", "--kernels").refused("mutually exclusive");
    Cli.run("info", Path.of("no-such-file")).refused("no-such-file");
  }
}
