package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps memory open while loops use its bare addresses. An arena refuses to be closed as long as a
 * native function has its segments as arguments, and nothing else in the platform's public API
 * holds one open across threads. So the work is done inside of such a function: C's {@code
 * bsearch}, which takes two pointers that it need not follow, and with one element to search calls
 * back once.
 */
final class HeldOpen {
  private static final FunctionDescriptor COMPARE =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle BSEARCH = bsearch();
  private static final MemorySegment CALLBACK = callback();
  private static final ThreadLocal<Call> CALL = new ThreadLocal<>();

  private HeldOpen() {}

  // A downcall may not pass an exception on.
  private static final class Call {
    final Runnable body;
    @Nullable Throwable thrown;

    Call(Runnable body) {
      this.body = body;
    }
  }

  @SuppressWarnings("restricted") // see above
  private static MethodHandle bsearch() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("bsearch"),
        FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
  }

  @SuppressWarnings("restricted") // see above
  private static MemorySegment callback() {
    try {
      MethodHandle compare =
          MethodHandles.lookup()
              .findStatic(
                  HeldOpen.class,
                  "compare",
                  MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
      return Linker.nativeLinker().upcallStub(compare, COMPARE, Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // what bsearch calls
  private static int compare(MemorySegment key, MemorySegment element) {
    Call call = CALL.get();
    try {
      call.body.run();
    } catch (Throwable e) {
      call.thrown = e;
    }
    return 0;
  }

  /**
   * Runs {@code body}, on this thread, while no arena of {@code memory} can be closed.
   *
   * @throws IllegalStateException if one is closed already; {@code body} is not run
   * @throws IllegalArgumentException if a segment lies on the heap; {@code body} is not run
   */
  static void during(Runnable body, MemorySegment... memory) {
    during(body, memory, 0);
  }

  private static void during(Runnable body, MemorySegment[] memory, int from) {
    if (from >= memory.length) {
      body.run();
      return;
    }
    MemorySegment second = memory[Math.min(from + 1, memory.length - 1)];
    hold(() -> during(body, memory, from + 2), memory[from], second);
  }

  private static void hold(Runnable body, MemorySegment first, MemorySegment second) {
    Call outer = CALL.get();
    Call call = new Call(body);
    CALL.set(call);
    try {
      MemorySegment _ = (MemorySegment) BSEARCH.invokeExact(first, second, 1L, 1L, CALLBACK);
    } catch (Throwable e) {
      call.thrown = e;
    } finally {
      CALL.set(outer);
    }
    switch (call.thrown) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException("bsearch threw", call.thrown);
    }
  }
}
