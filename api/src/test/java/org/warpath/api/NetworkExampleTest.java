package org.warpath.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of docs that teaches a network what a graph's algorithms find. */
class NetworkExampleTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @Test
  void learnsFromTheGraph() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HOME.resolve("docs/examples/ClassifyArticles.java").toString(),
                HOME.resolve("data/simplewiki-2007").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    Matcher right = Pattern.compile("of 3110 unseen articles ([\\d.]+) % right").matcher(said);
    assertThat(right.find()).as(said).isTrue();
    // Who takes none for a date is right for 92.1 %.
    assertThat(Double.parseDouble(right.group(1))).isGreaterThan(95);
  }
}
