package org.warpath.bench.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.cli.Warpath;
import org.warpath.bench.Bench;

/** That every kernel runs and can be compared; its figures at this size mean nothing. */
class KernelsBenchTest {

  @Test
  void everyKernelIsMeasuredAndCompared(@TempDir Path folder) throws Exception {
    String file = folder.resolve("kernels.json").toString();

    String out = run(0, "kernels", "--short", "--json", file);

    String[] labels =
        Arrays.stream(Kernel.values()).map(kernel -> kernel.label(true)).toArray(String[]::new);
    assertThat(out).contains(labels).contains("M edges/s", "GFLOP/s", "GB/s", "rounds: 1");
    KernelResults results = KernelResults.read(Path.of(file));
    assertThat(results.kernels()).extracting(Series::name).containsExactly(labels);
    assertThat(results.kernels())
        .allSatisfy(series -> {
          assertThat(series.milliseconds()).hasNumberOfRows(1);
          assertThat(series.work()).isPositive();
        });
    assertThat(run(0, "compare", file, file))
        .contains(labels)
        .contains("none              undecided: too few rounds");
  }

  @Test
  void roundsAreAppendedToThoseOfTheSame(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("gemm.json");
    String[] gemm = {"kernels", "--short", "--filter", "gemm", "--append", "--json", file + ""};
    run(0, gemm);
    run(0, gemm);
    KernelResults results = KernelResults.read(file);
    assertThat(results.kernels()).hasSize(1);
    assertThat(results.kernels().getFirst().milliseconds()).hasNumberOfRows(2);

    gemm[3] = "fft";
    assertThat(run(2, gemm)).contains("kernels [fft, length 1024], not [gemm, size 64]");
    gemm[3] = "gemm";
    Files.writeString(
        file, Files.readString(file).replace(results.environment().commit(), "another"));
    assertThat(run(2, gemm)).contains("rounds can only be appended", ", not another");
    assertThat(run(2, "kernels", "--append")).contains("--append needs --json FILE");
  }

  @Test
  void workIsCountedByTheMathematics() {
    assertThat(Kernel.PAGERANK_PULL.work(false)).isEqualTo(10 * 8e6);
    assertThat(Kernel.BFS_EXPAND.work(false)).isEqualTo(4.0 * 16 * 262_144);
    assertThat(Kernel.EDGE_LIST_PARSE.work(true)).isEqualTo(16 * 1024);
    assertThat(Kernel.GEMM.work(true)).isEqualTo(2 * 64 * 64 * 64);
    // 512 rows, of 7 entries but for one less on each of six faces of 64.
    assertThat(Kernel.SPMV.work(true)).isEqualTo(12 * (3584 - 384) + 8 * 513 + 16 * 512);
    assertThat(Kernel.FFT.work(true)).isEqualTo(5 * 1024 * 10);
    assertThat(Kernel.CONVOLUTION_FORWARD.work(false))
        .isEqualTo(2.0 * 8 * 64 * 56 * 56 * 64 * 3 * 3);
    assertThat(WorkUnit.BYTES.rate(3e9, 1500)).isEqualTo("2.000 GB/s");
  }

  @ParameterizedTest
  @CsvSource({
    "--filter, nothing, --filter nothing finds no kernel",
    "--filter, (,       --filter",
    "--forks,  0,       '--forks must be in [1, 100], was 0'",
    "--forks,  101,     '--forks must be in [1, 100], was 101'"
  })
  void wrongArgumentsAreRefused(String option, String value, String expected) {
    assertThat(run(2, "kernels", option, value)).contains(expected);
  }

  private static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int code = Warpath.commandLine(new Bench()).setOut(writer).setErr(writer).execute(arguments);
    assertThat(code).as("exit code, with output %s", out).isEqualTo(exitCode);
    return out.toString();
  }
}
