package org.warpath.api.cli;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import picocli.CommandLine.Option;

/** Where to run: {@code --engine} and {@code --threads}. */
final class EngineOptions {
  /** The engines that can be asked for. */
  enum Choice {
    AUTO,
    CPU
  }

  @Option(names = "--engine", paramLabel = "ENGINE", description = "auto or cpu (default: auto)")
  private Choice choice = Choice.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads of the CPU engine (default: all processors)")
  private @Nullable Integer threads;

  Engine engine() {
    if (threads != null) {
      return Engine.cpu(threads);
    }
    return switch (choice) {
      case AUTO -> Engine.auto();
      case CPU -> Engine.cpu();
    };
  }

  /** Threads for work that only the processor does, such as importing. */
  int hostThreads() {
    return threads == null ? Engine.cpu().threads() : Engine.cpu(threads).threads();
  }
}
