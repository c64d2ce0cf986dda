package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** On what, of what and when a report's figures are. */
final class Surroundings {
  private Surroundings() {}

  static void describe(List<String> commandLine, ObjectNode node, PrintWriter out) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    node.put("date", LocalDate.now(ZoneId.systemDefault()).toString());
    node.put("command", "warpath bench " + String.join(" ", commandLine));
    node.put("processor", processor());
    node.put("processors", Runtime.getRuntime().availableProcessors());
    node.put("memoryBytes", system.getTotalMemorySize());
    node.put("system", system.getName() + " " + system.getVersion());
    node.put("java", Runtime.version().toString());
    node.put("commit", commit());
    node.put("loadAverage", system.getSystemLoadAverage());
    out.printf(
        "%s, %d processors, %d MiB, java %s, commit %s, load average %.2f at the start%n",
        node.get("processor").asText(),
        node.get("processors").asInt(),
        system.getTotalMemorySize() >> 20,
        Runtime.version(),
        node.get("commit").asText(),
        system.getSystemLoadAverage());
    out.flush();
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException _) {
      return System.getProperty("os.arch");
    }
  }

  /** The checkout's commit, and whether files differ from it. */
  private static String commit() {
    String unknown = "unknown";
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10")
              .directory(Path.of(System.getProperty("warpath.home", ".")).toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? answer.strip() : unknown;
    } catch (IOException _) {
      return unknown;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return unknown;
    }
  }
}
