package org.warpath.kernels;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Test data that is too large, or not licensed, to ship: found through the system property {@code
 * warpath.shared.data}. Without it a test is skipped with this reason, except in CI, where it must
 * run.
 */
public final class SharedData {
  private SharedData() {}

  /**
   * The file or folder at {@code relative} below the shared data; skips the calling test if it is
   * not there.
   */
  public static Path file(String relative) {
    Path root = Path.of(System.getProperty("warpath.shared.data", "../shared/data"));
    Path path = root.resolve(relative);
    if (Files.exists(path)) {
      return path;
    }
    String reason = "needs " + path + " (set -Dwarpath.shared.data=DIR)";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason);
    }
    return abort(reason);
  }
}
