package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/**
 * One call of a LAPACK routine. Arguments are given in the order of its Fortran interface; {@code
 * INFO}, the last of all, is added. A routine that takes a workspace is asked first how much it
 * wants.
 */
final class LapackCall implements AutoCloseable {
  private static final long SLOT = Long.BYTES;
  // Below it the library works on one thread or gains nothing by more.
  private static final long LARGE_ELEMENTS = 10_000;

  private final Arena arena = Arena.ofConfined();
  private final Routine routine;
  private final ElementType type;
  private final int threads;
  private boolean large;
  private final MemorySegment[] arguments;
  private final MemorySegment slots;
  private int next;
  private int workspace = -1;

  /**
   * @param threads how many the library may use; small matrices get one
   */
  LapackCall(Routine routine, ElementType type, int threads) {
    this.routine = routine;
    this.type = type;
    this.threads = threads;
    this.arguments = new MemorySegment[routine.arguments()];
    this.slots = arena.allocate(SLOT * arguments.length, SLOT);
  }

  private MemorySegment slot() {
    return slots.asSlice(SLOT * next, SLOT);
  }

  /** A character argument, such as {@code UPLO}. */
  LapackCall option(char option) {
    slot().set(JAVA_BYTE, 0, (byte) option);
    return memory(slot());
  }

  /** An integer. */
  LapackCall size(int size) {
    slot().set(JAVA_INT, 0, size);
    return memory(slot());
  }

  /** A real of the call's precision. */
  LapackCall real(double value) {
    type.set(slot(), 0, value);
    return memory(slot());
  }

  /** A matrix whose columns lie side by side, and behind it its leading dimension. */
  LapackCall matrix(Matrix matrix) {
    large |= (long) matrix.rows() * matrix.columns() >= LARGE_ELEMENTS;
    return memory(matrix.memory()).size(Math.toIntExact(matrix.columnStride()));
  }

  /** An array. */
  LapackCall memory(MemorySegment memory) {
    arguments[next++] = memory;
    return this;
  }

  /** An array of reals that the routine uses. */
  LapackCall scratch(long reals) {
    return memory(arena.allocate(Math.max(1, reals) * type.byteSize(), SLOT));
  }

  /** An array of integers that the routine uses. */
  LapackCall integerScratch(long integers) {
    return memory(arena.allocate(Math.max(1, integers) * Integer.BYTES, SLOT));
  }

  /** {@code WORK} and {@code LWORK}, as much as the routine says it wants. */
  LapackCall workspace() {
    workspace = next;
    return scratch(1).size(-1);
  }

  /**
   * Calls the routine.
   *
   * @return {@code INFO}: 0, or above 0 as the routine defines it
   * @throws IllegalStateException if an argument is wrong: an error of the caller's class
   */
  int invoke() {
    size(0);
    if (workspace >= 0) {
      run();
      // A float32 may have been rounded down.
      double wanted = type.get(arguments[workspace], 0);
      long size = (long) (type == ElementType.FLOAT32 ? Math.nextUp((float) wanted) : wanted);
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            routine + " needs a workspace of " + size + " elements, more than LAPACK can count");
      }
      arguments[workspace] = arena.allocate(Math.max(1, size) * type.byteSize(), SLOT);
      arguments[workspace + 1].set(JAVA_INT, 0, Math.toIntExact(Math.max(1, size)));
    }
    return run();
  }

  private int run() {
    if (threads == 1 || !large) {
      call(1, arguments);
    } else {
      // The arena is this thread's, but addresses are anyone's while it waits.
      MemorySegment[] addresses = new MemorySegment[arguments.length];
      Arrays.setAll(addresses, i -> MemorySegment.ofAddress(arguments[i].address()));
      try {
        LargeStack.run(() -> call(threads, addresses));
      } finally {
        Reference.reachabilityFence(arguments);
      }
    }
    int info = arguments[arguments.length - 1].get(JAVA_INT, 0);
    if (info < 0) {
      throw new IllegalStateException(routine + ": argument " + -info + " is wrong");
    }
    return info;
  }

  private void call(int team, MemorySegment[] addresses) {
    try (var _ = OpenBlasThreads.use(team)) {
      routine.handle(type).invokeExact(addresses);
    } catch (Throwable e) {
      throw Thrown.by(routine.toString(), e);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
