package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.warpath.api.service.contract.RunningService;

/**
 * What requests may leave behind.
 *
 * @param files of the data folder
 * @param open of these, held open or mapped into memory by this process
 * @param sockets of this process
 */
record Traces(List<String> files, List<String> open, long sockets) {
  /** Both ends of a connection that the client may keep for its next request. */
  private static final int POOLED = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What is there now. */
  static Traces of(RunningService service) {
    List<String> descriptors = descriptors();
    String data = service.data().toString();
    List<String> open =
        Stream.concat(descriptors.stream(), mapped())
            .filter(file -> file.startsWith(data))
            .distinct()
            .sorted()
            .toList();
    long sockets = descriptors.stream().filter(file -> file.startsWith("socket:")).count();
    return new Traces(service.files(), open, sockets);
  }

  /** Waits until no more is there than was here. */
  void awaitGone(RunningService service) {
    await(() -> !leftBehind(service), () -> "left behind: " + of(service) + ", before: " + this);
  }

  private boolean leftBehind(RunningService service) {
    Traces now = of(service);
    return !now.files.equals(files) || !now.open.equals(open) || now.sockets > sockets + POOLED;
  }

  /** Waits until {@code condition} holds. */
  static void await(BooleanSupplier condition, java.util.function.Supplier<String> description) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as(description).isBefore(end);
      Thread.onSpinWait();
    }
  }

  private static List<String> descriptors() {
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      return links.map(Traces::target).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static Stream<String> mapped() {
    try {
      return Files.readAllLines(Path.of("/proc/self/maps")).stream()
          .filter(line -> line.indexOf('/') >= 0)
          .map(line -> line.substring(line.indexOf('/')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
