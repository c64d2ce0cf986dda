package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on the six-vertex graphs whose results are known. */
class AlgorithmCommandsTest {
  @TempDir Path folder;
  private Path six;
  private Path weighted;

  @BeforeEach
  void writeGraphs() throws IOException {
    six = Cli.file(folder, "six.txt", "0 1\n0 2\n2 0\n2 1\n2 4\n3 4\n3 5\n4 3\n4 5\n5 3\n");
    weighted =
        Cli.file(
            folder,
            "weighted.csv",
            """
            source,target,weight
            a,b,.1
            b,d,2.1
            b,e,1.1
            c,a,5.1
            c,b,3.1
            c,d,4.1
            d,f,7.2
            e,f,3.2
            """);
  }

  @Test
  void pageRankTellsEverythingAboutItsRun() {
    JsonNode json = Cli.run("pagerank", six, "--json", "--top", "2", "--threads", "2").json();

    assertThat(json.get("algorithm").asText()).isEqualTo("pagerank");
    assertThat(json.get("engine").asText()).isEqualTo("cpu(2 threads)");
    assertThat(json.get("converged").asBoolean()).isTrue();
    assertThat(json.get("iterations").asInt()).isPositive();
    double residual = json.get("residual").asDouble();
    assertThat(residual).isLessThanOrEqualTo(1e-9);
    assertThat(json.get("errorBound").asDouble()).isCloseTo(.85 / .15 * residual, within(1e-18));
    assertThat(json.get("timings").fieldNames())
        .toIterable()
        .containsExactly("load", "upload", "compute", "download");
    assertThat(json.get("top")).hasSize(2);
    assertThat(json.get("top").get(0).get("vertex").asInt()).isEqualTo(3);
    assertThat(json.get("top").get(0).get("rank").asDouble()).isCloseTo(.348704, within(1e-6));
    assertThat(json.get("top").get(0).get("inDegree").asInt()).isEqualTo(2);
    assertThat(json.get("top").get(1).get("vertex").asInt()).isEqualTo(5);
  }

  @Test
  void everyOptionOfPageRankReachesTheAlgorithm() {
    JsonNode damped = Cli.run("pagerank", six, "--damping", ".9", "--top", "1", "--json").json();
    assertThat(damped.at("/top/0/rank").asDouble()).isCloseTo(.375081, within(1e-6));

    JsonNode fixed = Cli.run("pagerank", six, "--iterations", "3", "--json").json();
    assertThat(fixed.get("iterations").asInt()).isEqualTo(3);

    JsonNode capped = Cli.run("pagerank", six, "--max-iterations", "2", "--json").json();
    assertThat(capped.get("converged").asBoolean()).isFalse();

    JsonNode around = Cli.run("pagerank", weighted, "--personalize", "b=2,f", "--json").json();
    assertThat(around.get("personalized").asBoolean()).isTrue();

    JsonNode gap = Cli.run("pagerank", six, "--compat", "gap", "--json").json();
    assertThat(gap.get("compat").asText()).isEqualTo("gap");
    assertThat(gap.get("tolerance").asDouble()).isEqualTo(1e-4);
    assertThat(
            Cli.run("pagerank", six, "--compat", "gap", "--tolerance", "1e-6", "--json")
                .json()
                .get("tolerance")
                .asDouble())
        .isEqualTo(1e-6);

    JsonNode byWeight =
        Cli.run("pagerank", weighted, "--weighted", "--damping", ".95", "--top", "6", "--json")
            .json();
    for (JsonNode entry : byWeight.get("top")) {
      if (entry.get("name").asText().equals("f")) {
        assertThat(entry.get("rank").asDouble()).isCloseTo(.362237, within(1e-3));
      }
    }
    assertThat(byWeight.at("/top/0/name").asText()).isEqualTo("f");
  }

  @Test
  void ranksAreWrittenInVertexOrder() throws IOException {
    Path npy = folder.resolve("ranks.npy");
    Cli.run("pagerank", six, "-o", npy).succeeded();

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
    String header = new String(bytes.array(), 10, 60, StandardCharsets.ISO_8859_1);
    assertThat(header).contains("'descr': '<f8'", "'fortran_order': False", "'shape': (6,)");
    double[] expected = {.051705, .073679, .057412, .348704, .199904, .268596};
    int start = bytes.limit() - 6 * Double.BYTES;
    for (int v = 0; v < 6; v++) {
      assertThat(bytes.getDouble(start + v * Double.BYTES)).isCloseTo(expected[v], within(1e-6));
    }

    Path csv = folder.resolve("ranks.csv");
    Cli.run("pagerank", weighted, "-o", csv).succeeded();
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).isEqualTo("vertex,name,value");
    assertThat(lines.get(1)).startsWith("0,a,");
  }

  @Test
  void shortestPathsCarryNamesAndWeights() throws IOException {
    JsonNode json = Cli.run("sssp", weighted, "--source", "a", "--target", "f", "--json").json();

    assertThat(json.get("distance").asDouble()).isCloseTo(4.4, within(1e-6));
    assertThat(json.fieldNames())
        .toIterable()
        .startsWith(
            "algorithm", "engine", "iterations", "residual", "converged", "errorBound", "timings");
    assertThat(json.get("errorBound").asDouble()).isZero();
    assertThat(json.get("path").findValuesAsText("name")).containsExactly("a", "b", "e", "f");
    assertThat(json.at("/path/2/weight").asDouble()).isCloseTo(1.1, within(1e-6));
    assertThat(json.at("/path/0").has("weight")).isFalse();

    JsonNode unreachable =
        Cli.run("sssp", weighted, "--source", "f", "--target", "a", "--json").json();
    assertThat(unreachable.get("distance").isNull()).isTrue();
    assertThat(unreachable.get("path").isNull()).isTrue();

    JsonNode counted =
        Cli.run("sssp", weighted, "--source", "a", "--target", "f", "--unweighted", "--json")
            .json();
    assertThat(counted.get("distance").asDouble()).isEqualTo(3);

    Path text = folder.resolve("distances.txt");
    Cli.run("sssp", weighted, "--source", "a", "-o", text).succeeded();
    assertThat(Files.readAllLines(text)).hasSize(6).contains("Infinity");
  }

  @Test
  void widestPathsAreInfiniteAtTheirSource() {
    JsonNode json = Cli.run("widest", weighted, "--source", "c", "--target", "f", "--json").json();

    assertThat(json.get("width").asDouble()).isCloseTo(4.1, within(1e-6));
    assertThat(json.get("path").findValuesAsText("name")).containsExactly("c", "d", "f");
    assertThat(
            Cli.run("widest", weighted, "--source", "c", "--target", "c", "--json")
                .json()
                .get("width")
                .isNull())
        .isTrue();
  }

  @Test
  void theOtherAlgorithmsAnswerInJsonAndText() {
    assertThat(
            Cli.run("bfs", six, "--source", "0", "--target", "5", "--json")
                .json()
                .get("depth")
                .asInt())
        .isEqualTo(3);
    assertThat(Cli.run("wcc", six, "--json").json().get("components").asInt()).isEqualTo(1);
    assertThat(
            Cli.run("cdlp", six, "--iterations", "2", "--json").json().get("communities").asInt())
        .isPositive();
    assertThat(Cli.run("lcc", six, "--json").json().get("mean").asDouble()).isBetween(0.0, 1.0);
    assertThat(Cli.run("triangles", six, "--json").json().get("triangles").asInt()).isEqualTo(2);
    for (String command : List.of("wcc", "cdlp", "lcc", "triangles", "pagerank")) {
      assertThat(Cli.run(command, six).succeeded().out()).contains(" on cpu(");
    }
    assertThat(Cli.run("bfs", six, "--source", "0", "--target", "5").succeeded().out())
        .contains("depth of 5: 3", "→ 4");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theThreadCountDoesNotShowInTheResult(int threads) throws IOException {
    Path one = folder.resolve("one.npy");
    Path other = folder.resolve("other.npy");
    Path links = Cli.HOME.resolve("data/simplewiki-2007/edges.txt.gz");

    Cli.run("pagerank", links, "--threads", "1", "-o", one).succeeded();
    Cli.run("pagerank", links, "--threads", threads, "-o", other).succeeded();

    assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(one));
  }

  @Test
  void anUnknownArticleIsAnsweredWithTheNearestTitles() throws IOException {
    Path csr = folder.resolve("wiki.csr");
    Path data = Cli.HOME.resolve("data/simplewiki-2007");
    Cli.run(
            "import",
            data.resolve("edges.txt.gz"),
            "--titles",
            data.resolve("titles.txt.gz"),
            "-o",
            csr)
        .succeeded();

    Cli.run("sssp", csr, "--source", "Untied States").refused("Untied States", "United States");
    Cli.run("pagerank", csr, "--personalize", "Untied States=2").refused("United States");
    assertThat(Cli.run("sssp", csr, "--source", "Untied States").exitCode()).isEqualTo(2);
    JsonNode info = Cli.run("info", csr, "--verify", "--json").json();
    assertThat(info.get("vertices").asInt()).isEqualTo(15_546);
    assertThat(info.get("arcs").asInt()).isEqualTo(399_786);
    assertThat(info.get("verified").asBoolean()).isTrue();
    JsonNode texas =
        Cli.run(
                "pagerank",
                csr,
                "--personalize",
                "Corpus Christi, Texas,Water=3",
                "--top",
                "3",
                "--json")
            .json();
    assertThat(texas.get("top").findValuesAsText("name")).contains("Water");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pagerank --damping 1.2",
        "pagerank --tolerance -1",
        "pagerank --top -1",
        "pagerank --iterations 0",
        "pagerank --threads 0",
        "pagerank --engine abacus",
        "pagerank --compat excel",
        "pagerank --no-such-option",
        "sssp",
        "sssp --source 6",
        "sssp --source -1",
        "widest --source nobody",
        "bfs --source 0 --target 17",
        "cdlp --iterations -1"
      })
  void wrongArgumentsAreOneLineAndExitCodeTwo(String command) {
    String[] words = command.split(" ");
    Object[] arguments = new Object[words.length + 1];
    arguments[0] = words[0];
    arguments[1] = six;
    System.arraycopy(words, 1, arguments, 2, words.length - 1);

    Cli.run(arguments).refused("warpath " + words[0] + ": ");
  }
}
