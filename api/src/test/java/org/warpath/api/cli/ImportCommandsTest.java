package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import, generate and info, and what they say of input that is not what it should be. */
class ImportCommandsTest {
  @TempDir Path folder;

  @Test
  void mediaWikiTablesGiveTheSameGraphAsTheEdgeList() throws IOException {
    Path data = Cli.HOME.resolve("data/simplewiki-2007");
    Path fromTables = folder.resolve("tables.csr");
    Path ranks = folder.resolve("tables.npy");
    Path fromList = folder.resolve("list.csr");
    Path listRanks = folder.resolve("list.npy");

    Cli.run("import", "--mediawiki", data.resolve("sql"), "-o", fromTables, "--namespace", "0")
        .succeeded();
    Cli.run(
            "import",
            data.resolve("edges.txt.gz"),
            "--titles",
            data.resolve("titles.txt.gz"),
            "-o",
            fromList)
        .succeeded();
    Cli.run("pagerank", fromTables, "-o", ranks).succeeded();
    Cli.run("pagerank", fromList, "-o", listRanks).succeeded();

    assertThat(Cli.run("pagerank", fromTables).succeeded().out()).contains("United States");
    assertThat(Files.readAllBytes(ranks)).isEqualTo(Files.readAllBytes(listRanks));
  }

  @Test
  void generatedGraphsGoOutAndComeBackInEveryFormat() throws IOException {
    Path csr = folder.resolve("g.csr");
    Cli.run(
            "generate",
            "rmat",
            "--scale",
            "8",
            "--edge-factor",
            "4",
            "--seed",
            "3",
            "--symmetric",
            "--weights",
            "1..255",
            "-o",
            csr)
        .succeeded();
    var original = Cli.run("info", csr, "--json").json();
    assertThat(original.get("vertices").asInt()).isEqualTo(256);
    assertThat(original.get("symmetric").asBoolean()).isTrue();
    assertThat(original.get("weighted").asBoolean()).isTrue();
    for (String kind : List.of("cycle", "star", "path", "tree")) {
      Path shape = folder.resolve(kind + ".csr");
      Cli.run("generate", kind, "--vertices", "7", "-o", shape).succeeded();
      assertThat(Cli.run("info", shape, "--json").json().get("arcs").asInt())
          .isEqualTo(kind.equals("cycle") ? 7 : 6);
    }
    Path grid = folder.resolve("grid.mtx");
    Cli.run("generate", "grid", "--rows", "3", "--columns", "4", "--symmetric", "-o", grid)
        .succeeded();
    Path back = folder.resolve("back.csr");
    Cli.run("import", grid, "-o", back).succeeded();
    assertThat(Cli.run("info", back, "--json").json().get("arcs").asInt()).isEqualTo(2 * 17);
    Path uniform = folder.resolve("uniform.csv");
    Cli.run("generate", "uniform", "--vertices", "50", "--edges", "200", "-o", uniform).succeeded();
    assertThat(Files.readAllLines(uniform).size()).isBetween(200, 201);
  }

  @Test
  void aSyntheticWikipediaHasAboutAsManyLinksAsAsked() throws IOException {
    Path csr = folder.resolve("w.csr");

    Cli.run("generate", "wikipedia", "--links", "0.2M", "--weights", "1..9", "-o", csr).succeeded();

    var info = Cli.run("info", csr, "--json").json();
    assertThat(info.get("vertices").asInt()).isEqualTo(7778);
    // Of so few pages many draw the same link twice.
    assertThat(info.get("arcs").asInt()).isBetween(150_000, 200_000);
    for (String wrong : new String[] {"many", "1.5", "-1", "84 M", "1e6", "9999999999G"}) {
      Cli.run("generate", "wikipedia", "--links", wrong, "-o", folder.resolve("no.csr"))
          .refused("expected a whole number below 10^18 like 400000, 84M or 2.5G");
    }
    Cli.run("generate", "wikipedia", "--links", "100G", "-o", folder.resolve("no.csr"))
        .refused("links must be in [0, 55 billion]");
    Cli.run("generate", "wikipedia", "--links", "9", "--symmetric", "-o", folder.resolve("no.csr"))
        .refused("the links of a Wikipedia are directed");
    assertThat(folder.resolve("no.csr")).doesNotExist();
  }

  @Test
  void brokenInputIsOneErrorAndLeavesNothing() throws IOException {
    Path out = folder.resolve("out.csr");
    String[] texts = {
      "",
      "# only comments\n",
      "0 1 nan\n",
      "0 1 1\n1 2 -1\n",
      "0 1\n2\n",
      "0 1 1\n1 2\n",
      "%%MatrixMarket matrix coordinate real general\n3 3 2\n1 1 1\n",
      "%%MatrixMarket mangled\n1 1 1\n",
      "p sp 3 2\na 1 2 5\na 1 9 5\n"
    };
    for (String text : texts) {
      Path bad = Cli.file(folder, "bad.txt", text);
      Cli.run("import", bad, "-o", out).refused("bad.txt");
      Files.delete(bad);
      assertThat(files()).as("left behind by \"%s\"", text).isEmpty();
    }
    byte[] whole = Cli.gzipped("0 1\n1 2\n".repeat(10_000));
    Path truncated = folder.resolve("truncated.txt.gz");
    Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
    Cli.run("import", truncated, "-o", out).refused("truncated.txt.gz");
    Files.delete(truncated);
    assertThat(files()).isEmpty();
    Cli.run("import", folder.resolve("missing.txt"), "-o", out).refused("missing.txt");
    Cli.run("import", folder, "-o", out).refused(folder.toString());
    Cli.run("info", folder.resolve("missing.csr")).refused("missing.csr");
  }

  @Test
  void everyMangledMatrixIsRefused() {
    for (int i = 1; i <= 8; i++) {
      Path matrix = org.warpath.kernels.SharedData.file("matrices/mangled" + i + ".mtx");
      Cli.run("import", matrix, "-o", folder.resolve("out.csr")).refused("mangled" + i + ".mtx");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileWithoutReadPermissionIsNamed() throws IOException {
    assumeTrue(!"root".equals(System.getProperty("user.name")), "root may read everything");
    Path secret = Cli.file(folder, "secret.txt", "0 1\n");
    assertThat(secret.toFile().setReadable(false)).isTrue();

    Cli.run("import", secret, "-o", folder.resolve("out.csr")).refused("secret.txt", "permission");
  }

  @Test
  void anUnwritablePlaceIsRefusedBeforeAnyWork() throws IOException {
    Path graph = Cli.file(folder, "g.txt", "0 1\n");

    Cli.run("import", graph, "-o", folder.resolve("no/such/folder/g.csr")).refused("no");
    Cli.run("pagerank", graph, "-o", folder.resolve("no/such/folder/r.npy")).refused("no");
  }

  @Test
  void aFullDiskIsOneErrorAndLeavesNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        shell("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0,
        "mounting a small disk needs root");
    try {
      Cli full = Cli.run("generate", "rmat", "--scale", "14", "-o", disk.resolve("g.csr"));

      assertThat(full.exitCode()).isEqualTo(1);
      assertThat(full.err().strip().lines()).hasSize(1);
      assertThat(full.err()).contains("g.csr");
      assertThat(disk).isEmptyDirectory();
    } finally {
      assertThat(shell("umount", disk.toString())).isZero();
    }
  }

  @Test
  void aNegativeWeightIsKeptOnRequestAndWidensNothing() throws IOException {
    Path graph = Cli.file(folder, "g.txt", "0 1 -2\n1 2 3\n");
    Path csr = folder.resolve("g.csr");

    Cli.run("import", graph, "-o", csr, "--negative-weights", "keep").succeeded();

    assertThat(
            Cli.run("widest", csr, "--source", "0", "--target", "2", "--json")
                .json()
                .get("width")
                .asDouble())
        .isEqualTo(-2);
    Cli.run("sssp", csr, "--source", "0").refused("-2");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static int shell(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
