package org.warpath.kernels.cuda;

/**
 * How many threads run a kernel.
 *
 * @param blocks blocks in the grid, in [1, 2³¹−1]
 * @param threads threads in a block, in [1, 1024]; typically a multiple of 32
 * @param sharedBytes dynamic shared memory of a block, in bytes
 */
public record LaunchShape(int blocks, int threads, int sharedBytes) {

  /** Threads that run in lockstep. */
  public static final int WARP = 32;

  /** A block size that suits most kernels: full occupancy at 64 registers on each architecture. */
  public static final int BLOCK = 256;

  private static final int MAX_THREADS = 1024;

  public LaunchShape {
    if (blocks < 1) {
      throw new IllegalArgumentException("blocks must be at least 1, was " + blocks);
    }
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException(
          "threads must be in [1, " + MAX_THREADS + "], was " + threads);
    }
    if (sharedBytes < 0) {
      throw new IllegalArgumentException("sharedBytes must not be negative, was " + sharedBytes);
    }
  }

  /** {@code blocks} blocks of {@code threads} threads. */
  public static LaunchShape of(int blocks, int threads) {
    return new LaunchShape(blocks, threads, 0);
  }

  /** At least one thread an item, in blocks of {@value #BLOCK}; one block for no items. */
  public static LaunchShape threadEach(long items) {
    return of(blocks(items, BLOCK), BLOCK);
  }

  /** At least one warp an item, in blocks of {@value #BLOCK} threads. */
  public static LaunchShape warpEach(long items) {
    return of(blocks(items, BLOCK / WARP), BLOCK);
  }

  /** One block an item; one block for no items. */
  public static LaunchShape blockEach(long items) {
    return of(blocks(items, 1), BLOCK);
  }

  /** This shape with {@code bytes} of dynamic shared memory a block. */
  public LaunchShape withSharedBytes(int bytes) {
    return new LaunchShape(blocks, threads, bytes);
  }

  /** This shape with at most {@code limit} blocks, for kernels that stride over their items. */
  public LaunchShape atMost(int limit) {
    return new LaunchShape(Math.min(blocks, limit), threads, sharedBytes);
  }

  private static int blocks(long items, int perBlock) {
    long blocks = Math.max(1, (items + perBlock - 1) / perBlock);
    if (blocks > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(items + " items need a kernel that strides over them");
    }
    return (int) blocks;
  }

  @Override
  public String toString() {
    return "<<<" + blocks + ", " + threads + (sharedBytes > 0 ? ", " + sharedBytes : "") + ">>>";
  }
}
