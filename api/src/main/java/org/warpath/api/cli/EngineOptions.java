package org.warpath.api.cli;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import picocli.CommandLine.Option;

/** Where to run: {@code --engine}, {@code --threads} and {@code --device}. */
final class EngineOptions {
  /** The engines that can be asked for. */
  enum Choice {
    AUTO,
    CPU,
    CUDA
  }

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "auto, cpu or cuda (default: auto)")
  private Choice choice = Choice.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads of the CPU engine (default: all processors)")
  private @Nullable Integer threads;

  @Option(
      names = "--device",
      paramLabel = "N",
      description = "number of the CUDA engine's device (default: 0)")
  private @Nullable Integer device;

  Engine engine() {
    if (device != null || choice == Choice.CUDA) {
      return cuda();
    }
    if (threads != null) {
      return Engine.cpu(threads);
    }
    return switch (choice) {
      case AUTO -> Engine.auto();
      case CPU -> Engine.cpu();
      case CUDA -> cuda();
    };
  }

  private Engine cuda() {
    if (choice == Choice.CPU) {
      throw new IllegalArgumentException("--device belongs to --engine cuda, not to --engine cpu");
    }
    return new Engine.Cuda(Device.open(device == null ? 0 : device));
  }

  /**
   * The engine for work that is no faster on a device as a whole, such as making a graph that is
   * then written to disk: CUDA only if it was asked for.
   */
  Engine engineForFiles() {
    boolean asked = device != null || choice == Choice.CUDA;
    return asked ? cuda() : Engine.cpu(hostThreads());
  }

  /** Threads for work that only the processor does, such as importing. */
  int hostThreads() {
    return threads == null ? Engine.cpu().threads() : Engine.cpu(threads).threads();
  }
}
