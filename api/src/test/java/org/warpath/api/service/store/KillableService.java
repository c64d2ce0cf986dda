package org.warpath.api.service.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code warpath serve} as its users run it: a process of its own, which can be killed. */
public final class KillableService implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path log;
  private @Nullable URI address;

  private KillableService(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Begins to start it on a free port; see {@link #address}.
   *
   * @param data its data folder
   * @param log where its standard error goes
   * @param arguments further ones of the command
   */
  public static KillableService start(Path data, Path log, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Quick to start, and small beside others.
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    // Where no shipped graph is.
    command.add("-Dwarpath.home=" + data);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.warpath.api.cli.Warpath", "serve", "--port", "0"));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new KillableService(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where it listens, once it does.
   *
   * @throws AssertionError if it ends instead
   */
  public URI address() {
    URI known = address;
    if (known == null) {
      known = URI.create(firstLine());
      address = known;
    }
    return known;
  }

  private String firstLine() {
    try {
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      String line = out.readLine();
      if (line == null) {
        throw new AssertionError("the service did not start: " + log());
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once, wherever it is (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end (SIGTERM). */
  public void terminate() {
    process.destroy();
  }

  /**
   * Waits for its end; its exit code.
   *
   * @throws AssertionError if it does not end
   */
  public int exitCode(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the service did not end within " + patience + ": " + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitEnd() {
    exitCode(Duration.ofSeconds(PATIENCE_SECONDS));
  }

  /** What it wrote to standard error. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
