package org.warpath.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs peers, each in a process of its own, on one graph.
 *
 * @param csr the graph
 * @param raw its edges for Python
 * @param libraries the folder of peers' jars, which need not exist
 * @param folder where figures and ranks go
 * @param runs of each after its first
 * @param limit how long each but Warpath itself may take in all
 */
public record PeerRuns(
    Path csr, RawEdges raw, Path libraries, Path folder, int runs, Duration limit) {
  private static final String PYTHON = "python3";

  /** Whether what the peer needs is here: jars, or Python and its modules. */
  public boolean has(Peer peer) throws IOException {
    return switch (peer.language()) {
      case JAVA -> true;
      case COMPILED_HERE -> missingJars(peer).isEmpty();
      case PYTHON -> hasModules(peer);
    };
  }

  /** Where the peer's ranks lie after it ran. */
  public Path ranks(Peer peer) {
    return folder.resolve(peer + ".ranks");
  }

  /**
   * Runs a peer, and gives its figures: seconds of opening, building and of each run; warm-ups,
   * iterations (0: unknown) and, where the system tells it, the most memory it had.
   *
   * @throws PeerUnavailableException if it lacks something, fails, or takes too long
   */
  public JsonNode run(Peer peer, RankTask task) throws IOException, PeerUnavailableException {
    Path figures = folder.resolve(peer + ".json");
    List<String> command =
        peer.language() == Peer.Language.PYTHON
            ? python(peer, task, figures)
            : java(peer, task, figures);
    Path log = folder.resolve(peer + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (peer.isOurs()) {
        process.waitFor();
      } else if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PeerUnavailableException(
            "stopped after the limit of %s minutes".formatted(minutes(limit)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PeerUnavailableException("interrupted");
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new PeerUnavailableException("it failed: " + complaint(log));
    }
    return new ObjectMapper().readTree(figures.toFile());
  }

  private static String minutes(Duration limit) {
    return "%.3g".formatted(limit.toMillis() / 60_000.0);
  }

  private static String complaint(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.stream()
        .filter(line -> line.contains("Error") || line.contains("Exception"))
        .findFirst()
        .orElse(lines.isEmpty() ? "no message" : lines.getLast());
  }

  private List<String> java(Peer peer, RankTask task, Path figures)
      throws IOException, PeerUnavailableException {
    String classPath = System.getProperty("java.class.path");
    if (peer.language() == Peer.Language.COMPILED_HERE) {
      List<String> missing = missingJars(peer);
      if (!missing.isEmpty()) {
        throw new PeerUnavailableException(
            "%s not in %s; fetch: ./mvnw -Ppeers -pl bench dependency:copy@peers"
                .formatted(String.join(", ", missing), libraries));
      }
      Path classes = Files.createDirectories(folder.resolve(peer + "-classes"));
      for (Path jar : jars()) {
        classPath += File.pathSeparator + jar;
      }
      PeerSource.compile(
          peer.className().substring(Peer.class.getPackageName().length() + 1) + ".java",
          classPath,
          classes);
      classPath += File.pathSeparator + classes;
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(
        List.of(
            "-XX:+UseParallelGC",
            "-XX:ActiveProcessorCount=" + task.threads(),
            "-Xmx" + (mostHeapBytes() >> 20) + "m"));
    command.addAll(List.of("-cp", classPath, PeerProcess.class.getName(), peer.className()));
    command.addAll(
        List.of(
            csr.toString(),
            Integer.toString(task.threads()),
            Double.toString(task.tolerance()),
            Integer.toString(task.iterations()),
            Integer.toString(runs),
            figures.toString(),
            ranks(peer).toString()));
    return command;
  }

  /**
   * The bytes that a Java peer's heap may grow to: three quarters of the memory, as some need them.
   * Others take more than they need then, since collecting can wait.
   */
  public static long mostHeapBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
        / 4
        * 3;
  }

  private List<String> python(Peer peer, RankTask task, Path figures)
      throws IOException, PeerUnavailableException {
    if (!hasModules(peer)) {
      throw new PeerUnavailableException(
          PYTHON + " has not all of " + String.join(", ", peer.pythonModules()));
    }
    raw.write(csr);
    return List.of(
        PYTHON,
        PeerSource.copy("rank.py", folder).toString(),
        peer == Peer.SCIPY ? "scipy" : "networkx",
        raw.offsets().toString(),
        raw.columns().toString(),
        Double.toString(task.tolerance()),
        Integer.toString(runs),
        figures.toString(),
        ranks(peer).toString());
  }

  private boolean hasModules(Peer peer) throws IOException {
    List<String> modules = peer.pythonModules();
    try {
      Process python =
          new ProcessBuilder(PYTHON, "-c", "import " + String.join(", ", modules))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return python.waitFor() == 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException _) {
      return false; // no such program
    }
  }

  private List<String> missingJars(Peer peer) throws IOException {
    List<Path> jars = jars();
    return peer.jars().stream()
        .filter(name ->
            jars.stream().noneMatch(jar -> jar.getFileName().toString().startsWith(name + "-")))
        .toList();
  }

  private List<Path> jars() throws IOException {
    if (!Files.isDirectory(libraries)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(libraries)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
