package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.cli.Warpath;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.generate.Shape;
import org.warpath.graph.generate.WikipediaLike;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.RunControl;
import picocli.CommandLine;

/** That the benchmark runs and reports; its figures at this size mean nothing. */
class DiskBenchTest {
  @TempDir Path folder;

  @Test
  void iterationsStandBesideTheDisk() throws IOException {
    Path graph = folder.resolve("w.csr");
    try (Imported made =
        WikipediaLike.ofLinks(1_000_000, 1)
            .generate(BuildOptions.defaults(), Optional.empty(), RunControl.none())) {
      CsrFile.write(made.graph(), graph);
    }
    Path json = folder.resolve("figures.json");

    String out = run(0, graph.toString(), "--iterations", "3", "--json", json.toString());

    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(out).contains("38,886 vertices", "s an iteration", "of the disk's rate");
    assertThat(figures.get("environment").get("command").asText())
        .startsWith("warpath bench disk ");
    assertThat(figures.get("inEdgeBytes").asLong()).isEqualTo(4 * figures.get("edges").asLong());
    assertThat(figures.get("diskGigabytesPerSecond").asDouble()).isPositive();
    assertThat(figures.get("secondsPerIteration").asDouble())
        .isBetween(
            figures.get("secondsPerIterationMin").asDouble(),
            figures.get("secondsPerIterationMax").asDouble());
    assertThat(figures.get("sumOfRanks").asDouble()).isCloseTo(1, within(1e-5));
  }

  @Test
  void wrongArgumentsAreRefused() throws IOException {
    Path graph = folder.resolve("p.csr");
    try (Imported made = new Shape.Path(9).generate(BuildOptions.defaults(), RunControl.none())) {
      CsrFile.write(made.graph(), graph);
    }
    assertThat(run(2, graph.toString())).contains("must be stored with its in-edges");
    assertThat(run(2, graph.toString(), "--iterations", "1"))
        .contains("--iterations must be at least 2, was 1");
    assertThat(run(2)).contains("GRAPH.csr");
  }

  private static String run(int expected, String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    String[] all = new String[arguments.length + 1];
    all[0] = "disk";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandLine bench = Warpath.commandLine(new Bench()).setOut(writer).setErr(writer);
    assertThat(bench.execute(all)).as(out.toString()).isEqualTo(expected);
    return out.toString();
  }
}
