package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.cli.Warpath;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.TestDevice;
import org.xml.sax.InputSource;
import picocli.CommandLine;

/** That the benchmark verifies, compares and reports; its figures at these sizes mean nothing. */
class WikipediaBenchTest {
  private static final List<String> ALGORITHMS =
      List.of("PageRank float32", "PageRank float64", "SSSP", "widest path", "BFS", "WCC");

  /** Where the profile "peers" puts jars; they need not be there. */
  private static final Path JARS = Path.of("target/peers");

  @TempDir Path folder;

  @Test
  void measuresEnginesAndPeersAndWritesThemDown() throws Exception {
    boolean jars = Files.isDirectory(JARS);
    List<String> arguments =
        new ArrayList<>(List.of("--links", "50K", "--runs", "3", "--threads", "2"));
    arguments.addAll(List.of("--engines", "cpu", "--report", folder + "/report"));
    arguments.addAll(List.of("--scratch", folder + ""));
    arguments.addAll(List.of("--peers", jars ? "plain,scipy,jgrapht,law" : "plain,scipy"));
    if (jars) {
      arguments.addAll(List.of("--peers-lib", JARS.toString()));
    }

    String out = run(0, arguments.toArray(String[]::new));

    JsonNode json = new ObjectMapper().readTree(folder.resolve("report/wikipedia.json").toFile());
    assertThat(json.at("/graph/synthetic").asBoolean()).isTrue();
    assertThat(json.at("/graph/links").asInt()).isBetween(25_000, 50_000);
    assertThat(json.at("/graph/weights").asText()).isEqualTo("1 to 255");
    assertThat(json.at("/environment/date").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(json.at("/environment/command").asText())
        .startsWith("warpath bench wikipedia --links 50K");
    for (String field : List.of("processor", "java", "commit", "system")) {
      assertThat(json.at("/environment/" + field).asText()).as(field).isNotBlank();
    }
    assertThat(json.has("targets")).as("targets of 84 million links").isFalse();
    requireMedian(json.at("/load/open"));
    requireMedian(json.at("/load/firstTouch"));
    assertThat(json.get("engines")).hasSize(1);
    requireEngine(json.at("/engines/0"));
    List<String> peers = new ArrayList<>(List.of("warpath", "warpath_float32", "plain", "scipy"));
    peers.addAll(jars ? List.of("jgrapht", "law") : List.of());
    requirePeers(json, peers);
    requirePage(json, Files.readString(folder.resolve("report/index.html")));
    assertThat(out).contains("all answers verified", "plain Java", "wikipedia.json");
    try (var left = Files.list(folder)) {
      assertThat(left).as("scratch files").containsExactly(folder.resolve("report"));
    }
  }

  private static void requireEngine(JsonNode engine) {
    assertThat(engine.get("bandwidthGigabytesPerSecond").asDouble()).isPositive();
    for (String precision : List.of("float32", "float64")) {
      JsonNode check = engine.at("/verified/PageRank " + precision);
      assertThat(check.get("errorBound").asDouble()).isBetween(1e-12, 1e-4);
      assertThat(check.get("residual").asDouble())
          .isLessThanOrEqualTo(2 * check.get("errorBound").asDouble());
    }
    assertThat(engine.get("figures").findValuesAsText("name"))
        .containsExactlyElementsOf(ALGORITHMS);
    for (JsonNode figure : engine.get("figures")) {
      assertThat(figure.get("compute").asDouble())
          .isPositive()
          .isBetween(figure.get("computeMin").asDouble(), figure.get("computeMax").asDouble());
      assertThat(figure.get("shareOfBandwidth").asDouble())
          .isCloseTo(
              figure.get("gigabytesPerSecond").asDouble()
                  / engine.get("bandwidthGigabytesPerSecond").asDouble(),
              withinPercentage(1e-6));
      assertThat(figure.get("edgesPerSecond").asDouble()).isPositive();
    }
    JsonNode pageRank = engine.at("/figures/1");
    assertThat(pageRank.get("secondsPerIteration").asDouble())
        .isCloseTo(
            pageRank.get("compute").asDouble() / pageRank.get("iterations").asInt(),
            withinPercentage(1e-6));
  }

  private static void requirePeers(JsonNode json, List<String> expected) {
    assertThat(json.get("peers").findValuesAsText("peer")).containsExactlyElementsOf(expected);
    JsonNode ours = json.at("/peers/0");
    for (JsonNode peer : json.get("peers")) {
      String name = peer.get("peer").asText();
      if (name.equals("scipy") && peer.has("notRun")) {
        assertThat(peer.get("notRun").asText()).contains("python3");
        continue;
      }
      assertThat(peer.has("notRun")).as(peer.toString()).isFalse();
      assertThat(peer.get("agrees").asBoolean()).as(peer.toString()).isTrue();
      assertThat(peer.get("iterations").asInt())
          .as(name)
          .isBetween(ours.get("iterations").asInt() - 1, ours.get("iterations").asInt() + 1);
      assertThat(peer.get("seconds").asDouble())
          .as(name)
          .isPositive()
          .isBetween(peer.get("secondsMin").asDouble(), peer.get("secondsMax").asDouble());
      assertThat(peer.at("/ratios/seconds").asDouble())
          .as(name)
          .isCloseTo(
              peer.get("seconds").asDouble() / ours.get("seconds").asDouble(),
              withinPercentage(1e-6));
      if (Files.exists(Path.of("/proc/self/status"))) {
        assertThat(peer.get("peakBytes").asLong()).as(name).isGreaterThan(1 << 20);
      }
    }
  }

  private static void requirePage(JsonNode json, String page) throws Exception {
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page)));
    String text = document.getDocumentElement().getTextContent();
    assertThat(text).contains(ALGORITHMS).contains("synthetic", json.at("/graph/links").asText());
    for (JsonNode peer : json.get("peers")) {
      assertThat(text).contains(peer.get("name").asText());
    }
    json.get("environment").forEach(value -> assertThat(text).contains(value.asText()));
    assertThat(page).doesNotContain("http:", "https:", "<script");
    assertThat(document.getElementsByTagName("img").getLength()).isEqualTo(3);
  }

  /** A file's graph, without weights; a peer that is stopped, one that lacks its jars. */
  @Test
  void readsAFileAndSaysWhyAPeerWasNotRun() throws Exception {
    Path csr = folder.resolve("links <&>.csr");
    BuildOptions build = BuildOptions.defaults().withWeights(false);
    try (Imported made = new Rmat(10, 8, 1).generate(build, Optional.empty(), RunControl.none())) {
      CsrFile.write(made.graph(), csr);
    }
    Path empty = Files.createDirectory(folder.resolve("empty"));

    String out =
        run(
            0,
            "--graph",
            csr.toString(),
            "--runs",
            "1",
            "--engines",
            "cpu",
            "--peers",
            "plain,law",
            "--peers-lib",
            empty.toString(),
            "--peer-limit",
            "0.00001",
            "--report",
            folder.toString());

    JsonNode json = new ObjectMapper().readTree(folder.resolve("wikipedia.json").toFile());
    assertThat(json.at("/graph/synthetic").asBoolean()).isFalse();
    assertThat(json.at("/graph/name").asText()).isEqualTo("links <&>.csr");
    assertThat(json.at("/graph/weights").asText()).isEqualTo("none");
    assertThat(json.at("/peers/2/notRun").asText()).contains("stopped after the limit");
    assertThat(json.at("/peers/3/notRun").asText()).contains("law not in", "dependency:copy@peers");
    assertThat(out).contains("plain Java", "not run: stopped", "not run: law not in");
    requirePageNames(json);
    assertThat(csr).as("the file that was given").exists();
  }

  private void requirePageNames(JsonNode json) throws Exception {
    String page = Files.readString(folder.resolve("index.html"));
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("index.html").toFile());
    assertThat(page).contains("links &lt;&amp;&gt;.csr", "not run: stopped after the limit");
    assertThat(json.get("peers")).hasSize(4);
  }

  /** Both engines, whose answers are compared. */
  @Test
  @Tag("gpu")
  void measuresADeviceBesideTheProcessor() throws Exception {
    String device = TestDevice.engine().device().name();

    run(
        0,
        "--links",
        "2K",
        "--runs",
        "1",
        "--engines",
        "cpu,cuda",
        "--copy-mib",
        "1",
        "--peers",
        "none",
        "--report",
        folder.toString());

    JsonNode json = new ObjectMapper().readTree(folder.resolve("wikipedia.json").toFile());
    assertThat(json.get("engines")).hasSize(2);
    json.get("engines").forEach(WikipediaBenchTest::requireEngine);
    JsonNode cuda = json.at("/engines/1");
    assertThat(cuda.get("kind").asText()).isEqualTo("cuda");
    assertThat(cuda.get("device").asText()).isEqualTo(device);
    assertThat(cuda.at("/verified/distanceFloat64").asDouble()).isLessThan(2e-5);
    assertThat(cuda.at("/figures/0/firstUpload").asDouble()).isPositive();
    assertThat(cuda.get("cusparseSecondsPerIteration").asDouble()).isPositive();
    assertThat(json.get("peers").findValuesAsText("peer"))
        .containsExactly("warpath", "warpath_float32");
    assertThat(Files.readString(folder.resolve("index.html"))).contains(device, "cuSPARSE");
  }

  @Test
  void targetsAreMetMissedOrNotMeasured() throws Exception {
    ObjectNode root =
        (ObjectNode)
            new ObjectMapper()
                .readTree(
                    """
                    {"engines": [{"kind": "cpu", "figures": [
                       {"name": "PageRank float32", "secondsPerIteration": 0.15},
                       {"name": "PageRank float64", "secondsPerIteration": 0.151,
                        "shareOfBandwidth": 0.123}]}],
                     "peers": [{"peer": "law", "ratios": {"seconds": 8.5}},
                       {"peer": "warpath", "iterations": 14},
                       {"peer": "jgrapht", "iterations": 15,
                        "ratios": {"seconds": 29, "perIteration": 27, "start": 70}}]}
                    """);

    StringWriter out = new StringWriter();
    WikipediaTargets.add(root, new PrintWriter(out));

    assertThat(root.get("targets").findValuesAsText("verdict"))
        .containsExactly("met", "missed", "met", "missed", "not measured");
    assertThat(out.toString().lines().filter(line -> line.contains("target")))
        .hasSize(5)
        .anyMatch(line -> line.contains("8.50") && line.contains("at least 8: met"));
    String gathers = "ranks gathered at random, and moves 12% of what memory could";
    assertThat(root.at("/targets/1/reason").asText()).contains(gathers);
    assertThat(root.at("/targets/3/reason").asText())
        .contains("15 iterations there and 14 here, an iteration here is 27.0 times", gathers);
    assertThat(root.at("/targets/2").has("reason")).isFalse();
    assertThat(out.toString()).contains(gathers);
    assertThat(new WikipediaPage(root).html())
        .contains("<span class=\"missed\">missed</span>", gathers);
  }

  @ParameterizedTest
  @CsvSource({
    "--runs,       0,      '--runs must be at least 1, was 0'",
    "--copy-mib,   0,      '--copy-mib must be at least 1, was 0'",
    "--threads,    0,      'threads must be in [1, 4096], was 0'",
    "--links,      0,      '--links must be at least 1, was 0'",
    "--links,      many,   'like 400000, 84M or 2.5G'",
    "--engines,    tpu,    '--engines: expected cpu or cuda, was \"tpu\"'",
    "--peers,      neo4j,  'no peer \"neo4j\"; there are plain, jgrapht, law, scipy, networkx'",
    "--peer-limit, 0,      '--peer-limit must be in (0, 10^6], was 0.0'",
    "--peers-lib,  nowhere/at/all, '--peers-lib: there is no folder nowhere/at/all'",
    "--graph,      nowhere.csr, '--graph: there is no file nowhere.csr'"
  })
  void wrongArgumentsAreRefusedInOneLine(String option, String value, String expected) {
    assertThat(run(2, option, value).lines().findFirst().orElseThrow()).contains(expected);
  }

  @Test
  void aGraphIsMadeOrRead() {
    assertThat(run(2, "--links", "1K", "--graph", "a.csr")).contains("not both");
  }

  private static void requireMedian(JsonNode figure) {
    assertThat(figure.get("median").asDouble())
        .isBetween(figure.get("min").asDouble(), figure.get("max").asDouble());
  }

  private static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        Warpath.commandLine(new Bench()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    List<String> all = new ArrayList<>(List.of("wikipedia"));
    all.addAll(List.of(arguments));
    assertThat(command.execute(all.toArray(String[]::new)))
        .as("exit code, with output %s", out)
        .isEqualTo(exitCode);
    return out.toString();
  }
}
