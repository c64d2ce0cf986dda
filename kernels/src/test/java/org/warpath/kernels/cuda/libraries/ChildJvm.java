package org.warpath.kernels.cuda.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a main class in a process of its own: a library that was once loaded never leaves. */
public final class ChildJvm {

  private ChildJvm() {}

  /**
   * Runs {@code main} on this process's class path.
   *
   * @param folder where its output is kept and its temporary folder, {@code shared}, lies
   * @param without entries of the class path that contain this are left out, if it is not empty
   * @return the lines it printed
   */
  public static List<String> run(Path folder, String without, List<String> options, Class<?> main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.io.tmpdir=" + folder.resolve("shared"));
    if (options.stream().noneMatch(option -> option.contains("native-access"))) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(options);
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> without.isEmpty() || !entry.contains(without))
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", classPath, main.getName()));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended within a minute").isTrue();
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}
