package org.warpath.api.cli.console;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where to run: {@code --engine}, {@code --threads} and {@code --device}. */
public final class EngineOptions {
  /** The engines that can be asked for. */
  public enum Choice {
    AUTO,
    CPU,
    CUDA
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "auto, cpu or cuda; \"--engine auto\" tells which it is and why (default: auto)")
  private @Nullable Choice choice;

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

  public Engine engine() {
    if (device != null || choice == Choice.CUDA) {
      return cuda();
    }
    if (threads != null) {
      return Engine.cpu(threads);
    }
    if (choice == null) {
      return Engine.auto();
    }
    return switch (choice) {
      case AUTO -> told(Engine.select());
      case CPU -> Engine.cpu();
      case CUDA -> cuda();
    };
  }

  /** Who types {@code --engine auto} asks what it comes to. */
  private Engine told(Engine.Selection selection) {
    PrintWriter err = command.commandLine().getErr();
    err.println(selection);
    err.flush();
    return selection.engine();
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
  public Engine engineForFiles() {
    boolean asked = device != null || choice == Choice.CUDA;
    return asked ? cuda() : Engine.cpu(hostThreads());
  }

  /** Threads for work that only the processor does, such as importing. */
  public int hostThreads() {
    return threads == null ? Engine.cpu().threads() : Engine.cpu(threads).threads();
  }
}
