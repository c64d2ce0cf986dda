package org.warpath.kernels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of a given size, for tests of full and read-only disks: a tmpfs. Only root may
 * mount one, so elsewhere the test is skipped with the reason.
 */
public final class TinyDisk implements AutoCloseable {
  private final Path root;

  private TinyDisk(Path root) {
    this.root = root;
  }

  /** Mounts a disk of {@code byteSize} bytes in a new folder below {@code parent}. */
  public static TinyDisk mount(Path parent, long byteSize) throws IOException {
    Path root = Files.createTempDirectory(parent, "tiny-disk-");
    String complaint =
        run("mount", "-t", "tmpfs", "-o", "size=" + byteSize, "tmpfs", root.toString());
    return complaint.isEmpty() ? new TinyDisk(root) : abort("cannot mount a tmpfs: " + complaint);
  }

  /** The folder it is mounted on. */
  public Path root() {
    return root;
  }

  /** From now on nothing can be written. */
  public void makeReadOnly() throws IOException {
    requireDone(run("mount", "-o", "remount,ro", root.toString()));
  }

  @Override
  public void close() throws IOException {
    requireDone(run("umount", root.toString()));
  }

  private static void requireDone(String complaint) {
    if (!complaint.isEmpty()) {
      throw new AssertionError(complaint);
    }
  }

  /** What the command complained of; empty if it succeeded. */
  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    try {
      return process.waitFor() == 0 ? "" : command[0] + " failed: " + output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command[0], e);
    }
  }
}
