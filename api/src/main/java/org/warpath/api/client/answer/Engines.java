package org.warpath.api.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * What computes there.
 *
 * @param selected what auto means
 * @param reason why
 * @param version Warpath's
 * @param cpu the machine
 * @param cuda the GPU
 * @param queue how busy the engines are; null if that is not told
 */
public record Engines(
    String selected, String reason, String version, Cpu cpu, Cuda cuda, @Nullable Queue queue) {

  /**
   * The machine.
   *
   * @param threads that compute
   * @param totalBytes memory
   * @param freeBytes memory that is free
   * @param heapBytes Java's heap in use
   * @param maxHeapBytes how large Java's heap may become
   */
  public record Cpu(
      int threads, long totalBytes, long freeBytes, long heapBytes, long maxHeapBytes) {}

  /**
   * The GPU; all but the first two are null if there is none that is usable.
   *
   * @param available whether there is one that is usable
   * @param reason why not; null if there is
   * @param device its name
   * @param totalBytes its memory
   * @param freeBytes memory that is free
   * @param residentBytes graphs that lie there
   */
  public record Cuda(
      boolean available,
      @Nullable String reason,
      @Nullable String device,
      @Nullable Long totalBytes,
      @Nullable Long freeBytes,
      @Nullable Long residentBytes) {}

  /**
   * How busy the engines are.
   *
   * @param running runs that compute
   * @param waiting runs that wait
   */
  public record Queue(int running, int waiting) {}
}
