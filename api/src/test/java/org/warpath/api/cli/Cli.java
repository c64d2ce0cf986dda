package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;

/**
 * One run of the program in this JVM.
 *
 * @param exitCode what the shell would see
 * @param out standard output
 * @param err standard error
 */
record Cli(int exitCode, String out, String err) {

  /** The checkout, which holds the shipped data. */
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  static Cli run(Object... arguments) {
    System.setProperty("warpath.home", HOME.toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Warpath.commandLine(new Warpath())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode =
        command.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
    return new Cli(exitCode, out.toString(), err.toString());
  }

  /** This run, which must have succeeded. */
  Cli succeeded() {
    assertThat(err).as("standard error").isEmpty();
    assertThat(exitCode).as("exit code").isZero();
    return this;
  }

  /** This run, which must have refused its input in one line. */
  Cli refused(String... saying) {
    assertThat(exitCode).as("exit code").isEqualTo(2);
    assertThat(err.strip().lines()).as("lines on standard error").hasSize(1);
    assertThat(err).contains(saying);
    assertThat(out).isEmpty();
    return this;
  }

  JsonNode json() {
    succeeded();
    try {
      return new ObjectMapper().readTree(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(Path directory, String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  static byte[] gzipped(String content) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
