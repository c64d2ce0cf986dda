package org.warpath.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The most memory this process had at a time, mapped files included, as Linux keeps it. */
public final class PeakMemory {
  private static final String FIELD = "VmHWM:";

  private PeakMemory() {}

  /**
   * In bytes, since the process began or since {@link #reset}; empty where the system is another.
   */
  public static OptionalLong bytes() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  /** Begins anew at what the process has now; does nothing where the system does not allow it. */
  public static void reset() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    } catch (IOException _) {
      // The mark then stands since the process began, which is what it says by itself.
    }
  }
}
