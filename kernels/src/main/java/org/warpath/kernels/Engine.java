package org.warpath.kernels;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a computation runs. Algorithms dispatch on it with an exhaustive {@code switch}; results do
 * not depend on it beyond what the algorithm's documentation says.
 */
public sealed interface Engine {

  /**
   * The processor, with a fixed number of threads. Results are bit-identical for every thread
   * count.
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
   * The best engine of this machine, with its reason in one log line: the CPU engine on all
   * processors, as this version has no other.
   */
  static Engine auto() {
    Engine chosen = cpu();
    Logger log = LoggerFactory.getLogger(Engine.class);
    log.info("engine {}: all available processors", chosen);
    return chosen;
  }
}
