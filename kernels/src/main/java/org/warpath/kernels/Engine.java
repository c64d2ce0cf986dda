package org.warpath.kernels;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/**
 * Where a computation runs. Algorithms dispatch on it with an exhaustive {@code switch}; results do
 * not depend on it beyond what the algorithm's documentation says.
 */
public sealed interface Engine {

  /**
   * The processor, with a fixed number of threads. Results are bit-identical for every thread
   * count, but for what is computed by a library that forms sums in another order on more threads:
   * dense products, solves and factorizations (OpenBLAS) differ by rounding, as their documentation
   * says.
   *
   * @param threads how many threads work at once, at least 1; typically the number of cores
   */
  record Cpu(int threads) implements Engine {
    public Cpu {
      if (threads < 1 || threads > MAX_THREADS) {
        throw new IllegalArgumentException(
            "threads must be in [1, " + MAX_THREADS + "], was " + threads);
      }
    }

    @Override
    public String toString() {
      return "cpu(" + threads + (threads == 1 ? " thread)" : " threads)");
    }
  }

  /**
   * An NVIDIA GPU. Results are bit-identical from run to run; how they relate to the CPU engine's,
   * each algorithm says.
   *
   * @param device the opened device
   */
  record Cuda(Device device) implements Engine {
    public Cuda {
      Objects.requireNonNull(device, "device");
    }

    @Override
    public String toString() {
      return "cuda(" + device.name() + ")";
    }
  }

  /** More threads than this is a typing error, not a machine. */
  int MAX_THREADS = 4096;

  /** The CPU engine on all available processors. */
  static Cpu cpu() {
    return new Cpu(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
  }

  /**
   * The CPU engine on {@code threads} threads.
   *
   * @throws IllegalArgumentException if {@code threads} is not in [1, {@value #MAX_THREADS}]
   */
  static Cpu cpu(int threads) {
    return new Cpu(threads);
  }

  /**
   * The CUDA engine on the first device.
   *
   * @throws CudaUnavailableException if CUDA cannot be used here, with the reason
   * @throws CudaException if the device does not open
   */
  static Cuda cuda() {
    return new Cuda(Device.open(0));
  }

  /**
   * The best engine of this machine, with its reason in one log line: CUDA on the first device if
   * there is a usable one, else the CPU on all processors. The line is a warning where a driver is
   * there and yet cannot be used.
   */
  static Engine auto() {
    Selection selection = select();
    Logger log = LoggerFactory.getLogger(Engine.class);
    if (selection.surprising()) {
      log.warn("{}", selection);
    } else {
      log.info("{}", selection);
    }
    return selection.engine();
  }

  /** What {@link #auto} chooses, and why; logs nothing. */
  static Selection select() {
    try {
      Cuda chosen = cuda();
      if (chosen.device().retired()) {
        return new Selection(cpu(), chosen.device() + " was retired by an earlier error", true);
      }
      // Without it the first kernel would fail.
      CudaLibraries.instance().require(CudaLibrary.NVRTC);
      return new Selection(chosen, chosen.device() + " is usable", false);
    } catch (CudaUnavailableException | CudaException e) {
      boolean driver = CudaLibraries.instance().located(CudaLibrary.DRIVER).isPresent();
      return new Selection(cpu(), "no CUDA: " + e.getMessage(), driver);
    }
  }

  /**
   * A choice of engine.
   *
   * @param engine the engine
   * @param reason why it was chosen
   * @param surprising whether the machine has a driver for a GPU and yet the CPU was chosen
   */
  record Selection(Engine engine, String reason, boolean surprising) {
    @Override
    public String toString() {
      return "engine " + engine + ": " + reason;
    }
  }
}
