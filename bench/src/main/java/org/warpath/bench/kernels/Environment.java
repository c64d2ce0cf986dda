package org.warpath.bench.kernels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where and when something was measured.
 *
 * @param date ISO 8601
 * @param commit of the sources, with {@code "-dirty"} if they were changed since; {@code "unknown"}
 *     outside a checkout
 * @param cpu the processor's name
 * @param processors how many there are
 * @param system operating system and architecture
 * @param java the JDK's version
 * @param loadAverage of the system's last minute, when measuring began; negative if unknown
 */
record Environment(
    String date,
    String commit,
    String cpu,
    int processors,
    String system,
    String java,
    double loadAverage) {

  Environment {
    Stream.of(date, commit, cpu, system, java).forEach(Objects::requireNonNull);
  }

  static Environment current() {
    return new Environment(
        LocalDate.now(ZoneId.systemDefault()).toString(),
        commit(Path.of(System.getProperty("warpath.home", "."))),
        cpu(Path.of("/proc/cpuinfo")),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.version().toString(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Of the checkout at {@code home}. */
  static String commit(Path home) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
              .directory(home.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 && !commit.isEmpty() ? commit : "unknown";
    } catch (IOException _) {
      return "unknown"; // no git, or no such folder
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  private static String cpu(Path cpuinfo) {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(cpuinfo)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In what the machine and its JDK differ from {@code other}'s, as {@code "java 25, not 26"}. */
  List<String> differences(Environment other) {
    List<String> differences = new ArrayList<>();
    difference("cpu", cpu, other.cpu, differences);
    difference("processors", processors, other.processors, differences);
    difference("system", system, other.system, differences);
    difference("java", java, other.java, differences);
    return differences;
  }

  private static void difference(String what, Object mine, Object its, List<String> differences) {
    if (!mine.equals(its)) {
      differences.add("%s %s, not %s".formatted(what, mine, its));
    }
  }

  @Override
  public String toString() {
    return "%s, commit %s, %s (%d processors), %s, java %s, load average %.2f"
        .formatted(date, commit, cpu, processors, system, java, loadAverage);
  }
}
