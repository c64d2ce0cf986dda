package org.warpath.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.nn.checkpoint.Safetensors;

/** The example of docs that learns to write. */
class CharRnnExampleTest {
  private static final Path EXAMPLE =
      Path.of("..", "docs", "examples", "CharRnn.java").toAbsolutePath().normalize();
  private static final String SENTENCE = "the quick brown fox jumps over the lazy dog. ";

  @Test
  void learnsToWrite(@TempDir Path folder) throws IOException, InterruptedException {
    Path text = folder.resolve("fox.txt");
    // Ten batches of 50 times 50 characters: nine to learn from, one to test with.
    Files.writeString(text, SENTENCE.repeat(560));

    String said = run(text.toString(), "the quick ", "30", "5");

    List<MatchResult> epochs =
        Pattern.compile("epoch (\\d): training loss (\\d\\.\\d{3}), validation loss (\\d\\.\\d{3})")
            .matcher(said)
            .results()
            .toList();
    assertThat(epochs)
        .as(said)
        .extracting(epoch -> epoch.group(1))
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(Double.parseDouble(epochs.getLast().group(2)))
        .isLessThan(Double.parseDouble(epochs.getFirst().group(2)));
    assertThat(Double.parseDouble(epochs.getLast().group(3)))
        .isLessThan(Double.parseDouble(epochs.getFirst().group(3)));
    String sample = said.lines().toList().getLast();
    assertThat(sample).startsWith("the quick ").hasSize(10 + 30);
    assertThat(sample.chars()).allMatch(character -> SENTENCE.indexOf(character) >= 0);

    Safetensors weights = Safetensors.read(folder.resolve("fox.txt.safetensors"));
    assertThat(weights.tensors()).containsKeys("lstm1.weight", "lstm2.recurrent", "scores.bias");
    assertThat(weights.texts()).containsEntry("characters", " .abcdefghijklmnopqrstuvwxyz");
    List<String> log = Files.readAllLines(folder.resolve("fox.txt.csv"));
    assertThat(log.getFirst()).isEqualTo("iteration,value,number");
    assertThat(log).filteredOn(line -> line.contains(",test.loss,")).hasSize(5);
    assertThat(log).filteredOn(line -> line.contains(",loss,")).hasSize(4);
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                EXAMPLE.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
