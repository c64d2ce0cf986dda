package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.graph.io.text.Packed;

/** A bundle, made by the built program, does its work in an empty environment. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class BundleIT {
  @TempDir static Path folder;

  private static Path bundle;
  private static String said;
  // As made: the first run unpacks what the bundle holds.
  private static List<Path> made;
  private static long byteSize;

  private record Run(int exitCode, String out) {}

  @BeforeAll
  static void make() throws Exception {
    bundle = Files.createDirectory(folder.resolve("a bundle"));
    Files.createFile(bundle.resolve("BUNDLE.txt"));
    Files.createFile(bundle.resolve("of an earlier bundle"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Run making =
        run(
            Map.of(),
            java.toString(),
            "-Dwarpath.home=" + Path.of("..").toAbsolutePath(),
            "-cp",
            System.getProperty("warpath.program"),
            "org.warpath.api.cli.Warpath",
            "bundle",
            bundle.toString());
    said = making.out();
    assertThat(making.exitCode()).as(said).isZero();
    made = files(bundle);
    for (Path file : made) {
      byteSize += Files.size(file);
    }
  }

  @Test
  void itTakesAtMost60MegabytesAndSaysWhatItHolds() throws IOException {
    assertThat(made).noneMatch(Files::isSymbolicLink);
    assertThat(byteSize).isBetween(30_000_000L, 60_000_000L);
    assertThat(said)
        .contains("runtime", "jars.xz", "unpack.jar", "data", "gpu-tests")
        .contains(String.format("%.1f MB  %s", byteSize / 1e6, bundle.toRealPath()));
  }

  @Test
  void anEarlierBundleIsReplacedAndNothingElseIsLeft() throws IOException {
    assertThat(bundle.resolve("of an earlier bundle")).doesNotExist();
    assertThat(bundle.resolve("BUNDLE.txt")).content().contains("Linux on x86-64", "./gpu-tests");
    try (Stream<Path> around = Files.list(folder)) {
      assertThat(around.filter(file -> !file.equals(bundle)))
          .noneMatch(file -> file.getFileName().toString().startsWith("a bundle"));
    }
  }

  @Test
  void itRunsWithItsOwnJava() throws Exception {
    assertThat(warpath("--version")).contains("warpath ", "java " + Runtime.version());
    assertThat(warpath("bench", "--help")).contains("warpath bench");
    assertThat(warpath("demo")).contains("15,546 articles, 399,786 links", "United States");
  }

  @Test
  void itRanksAShippedGraph() throws Exception {
    Path karate = bundle.resolve("data/small-graphs/karate.mtx");

    JsonNode top =
        new ObjectMapper()
            .readTree(warpath("pagerank", karate.toString(), "--top", "1", "--json"))
            .at("/top/0");

    // The instructor, vertex 34 of Zachary's paper; networkx gives this rank.
    assertThat(top.get("vertex").asInt()).isEqualTo(33);
    assertThat(top.get("rank").asDouble()).isCloseTo(0.10091918, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource
  void itReadsWhatEachCutLibraryReads(Packed packed) throws Exception {
    Path file = folder.resolve("graph.txt" + packed.extension());
    Files.write(file, packed.pack("0 1\n1 2\n2 0\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(warpath("info", file.toString())).contains("vertices      3", "arcs          3");
  }

  @Test
  void itReadsWebGraphs() throws Exception {
    Path base = folder.resolve("web");
    Files.writeString(
        Path.of(base + ".properties"),
        """
        graphclass=it.unimi.dsi.webgraph.BVGraph
        version=0
        nodes=3
        arcs=2
        windowsize=0
        minintervallength=0
        maxrefcount=3
        zetak=3
        compressionflags=
        """);
    // 0→1, 1→2: a row is its length in γ and its first gap in ζ₃: 010 1011, 010 1011, 1.
    Files.write(Path.of(base + ".graph"), new byte[] {0b01010110, (byte) 0b10101110});

    assertThat(warpath("info", base + ".graph")).contains("vertices      3", "arcs          2");
  }

  @Test
  void itMeasuresWithAllThatItsBenchmarksStart() throws Exception {
    assertThat(
            warpath("bench", "math", "--small", "--only", "fft", "--rounds", "1", "--seconds", "1"))
        .contains("oneThread", "commonsMath");
  }

  @Test
  void itMeasuresTheDevice() throws Exception {
    Run bench =
        run(
            emulatedDevice(),
            bundle.resolve("warpath").toString(),
            "bench",
            "cuda-math",
            "--small",
            "--runs",
            "1",
            "--copy-mib",
            "1");

    assertThat(bench.exitCode()).as(bench.out()).isZero();
    assertThat(bench.out()).contains("complex128 64", "bfloat16 33", "float64 cuSPARSE");
  }

  @Test
  void itsTestsRunOnTheDevice() throws Exception {
    Run tests = gpuTests(emulatedDevice());

    assertThat(tests.exitCode()).as(tests.out()).isZero();
    assertThat(tests.out())
        .contains("CusparseSpmvTest", "DeviceBlasTest", "CudaFftTest", " 0 tests failed");
  }

  @Test
  void itsTestsFailWithoutADevice() throws Exception {
    Run tests = gpuTests(Map.of("CUDA_VISIBLE_DEVICES", "-1"));

    assertThat(tests.exitCode()).as(tests.out()).isEqualTo(1);
    assertThat(tests.out()).contains("CusparseSpmvTest", " 0 tests successful");
  }

  /** The emulated compiler is g++, which finds its own parts by the path. */
  private static Map<String, String> emulatedDevice() {
    return Map.of(
        "WARPATH_CUDA_LIBS",
        System.getProperty("warpath.emulated.libs"),
        "PATH",
        System.getenv("PATH"));
  }

  private static Run gpuTests(Map<String, String> environment) throws Exception {
    return run(
        environment,
        bundle.resolve("gpu-tests").toString(),
        "--include-classname=.*(CusparseSpmvTest|DeviceBlasTest|CudaFftTest)");
  }

  @Test
  void wrongArgumentsAreRefused() throws Exception {
    Run unknown = run(Map.of(), bundle.resolve("warpath").toString(), "pagerang");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.out()).contains("pagerang");

    Run again = run(Map.of(), bundle.resolve("warpath").toString(), "bundle", "x");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.out()).contains("./warpath bundle DIR", "can be copied");
  }

  @Test
  void theServiceIsLeftOutAndItsCommandsSaySo() throws Exception {
    for (String[] command :
        new String[][] {
          {"serve"}, {"keys", "list"}, {"keys", "create", "--name=a", "--scopes=read"}
        }) {
      List<String> words = new ArrayList<>(List.of(bundle.resolve("warpath").toString()));
      words.addAll(List.of(command));
      Run refused = run(Map.of(), words.toArray(new String[0]));

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.out().strip().lines()).hasSize(1);
      assertThat(refused.out()).contains("a bundle has no HTTP service");
    }
    assertThat(warpath("serve", "--help")).contains("--port");
    try (Stream<Path> jars = Files.list(bundle.resolve("jars/lib"))) {
      assertThat(jars).noneMatch(jar -> jar.toString().matches(".*(jetty|javalin|sqlite).*"));
    }
  }

  private static String warpath(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(bundle.resolve("warpath").toString()));
    command.addAll(List.of(arguments));
    Run run = run(Map.of(), command.toArray(new String[0]));
    assertThat(run.exitCode()).as(run.out()).isZero();
    return run.out();
  }

  /** Runs a command with no other environment than this. */
  private static Run run(Map<String, String> environment, String... command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(out));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !Files.isDirectory(file)).toList();
    }
  }
}
