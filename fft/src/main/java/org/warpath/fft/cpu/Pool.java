package org.warpath.fft.cpu;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/** Working memory kept between calls, as long as the collector can spare it. */
final class Pool<T> {
  private final Supplier<T> maker;
  private SoftReference<ArrayDeque<T>> idle = new SoftReference<>(null);

  Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** One that nobody uses; contents undefined. */
  T take() {
    synchronized (this) {
      ArrayDeque<T> stack = idle.get();
      if (stack != null && !stack.isEmpty()) {
        return stack.pop();
      }
    }
    return maker.get();
  }

  /** Gives back what {@link #take} gave. */
  synchronized void give(T used) {
    ArrayDeque<T> stack = idle.get();
    if (stack == null) {
      stack = new ArrayDeque<>();
      idle = new SoftReference<>(stack);
    }
    stack.push(used);
  }
}
