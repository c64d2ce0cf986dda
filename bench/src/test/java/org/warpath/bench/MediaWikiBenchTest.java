package org.warpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.cli.Warpath;
import picocli.CommandLine;

/** That dumps are written and imported; figures at this size mean nothing. */
class MediaWikiBenchTest {
  @TempDir Path folder;

  @Test
  void dumpsAreWrittenThenImportedAndCompared() throws Exception {
    String dumps = folder.resolve("dumps").toString();
    Path file = folder.resolve("import.json");

    run(0, "mediawiki-dump", "--links", "10k", "--pages", "1k", "--other-pages", "2", "-o", dumps);
    String out =
        run(0, "mediawiki-import", dumps, "--memory-budget", "2M", "--json", file.toString());

    assertThat(out).contains("the graph is the one that was dumped");
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("isChecked").asBoolean()).isTrue();
    assertThat(json.get("vertices").asInt()).isEqualTo(1000);
    assertThat(json.get("links").asLong()).isBetween(5_000L, 10_000L);
    assertThat(json.get("linkRows").asLong()).isGreaterThan(json.get("links").asLong());
    assertThat(json.at("/secondsByPhase/pagelinks").asDouble()).isPositive();
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThat(run(2, "mediawiki-dump", "--links", "few", "-o", folder.toString()))
        .contains("expected a whole number");
    assertThat(run(2, "mediawiki-import", folder.toString())).contains("synthwiki.json");
  }

  private static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        Warpath.commandLine(new Bench()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    assertThat(command.execute(arguments)).as("exit code, with output %s", out).isEqualTo(exitCode);
    return out.toString();
  }
}
