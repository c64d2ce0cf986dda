package org.warpath.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What stays on a device between runs: copies of host memory, and data derived from it, found again
 * by the host memory's own identity. Each is counted by the scopes that use it; an idle one is
 * freed when its host memory is closed, or when memory runs short, the least recently used first.
 */
public final class Residents {
  private final Device device;
  // Least recently used first.
  private final List<Entry> entries = new ArrayList<>();

  Residents(Device device) {
    this.device = device;
  }

  /** One resident buffer. */
  static final class Entry {
    // An arena closed and a new one at the same address differ by it; weak, so that the device
    // keeps
    // no host memory alive.
    private final WeakReference<MemorySegment.Scope> hostScope;
    private final long hostAddress;
    private final long hostBytes;
    private final String what;
    private final DeviceBuffer buffer;
    private int users = 1;

    Entry(MemorySegment host, String what, DeviceBuffer buffer) {
      hostScope = new WeakReference<>(host.scope());
      hostAddress = host.address();
      hostBytes = host.byteSize();
      this.what = what;
      this.buffer = buffer;
    }

    DeviceBuffer buffer() {
      return buffer;
    }

    boolean isOf(MemorySegment host, String name) {
      return hostAddress == host.address()
          && hostBytes == host.byteSize()
          && what.equals(name)
          && host.scope().equals(hostScope.get());
    }

    boolean hostIsGone() {
      MemorySegment.Scope scope = hostScope.get();
      return scope == null || !scope.isAlive();
    }
  }

  // One at a time: two runs that need the same graph upload it once.
  synchronized Entry acquire(
      MemorySegment host, String what, long byteSize, Consumer<DeviceBuffer> fill) {
    if (!host.isNative()) {
      throw new IllegalArgumentException(
          what + " is on the heap: only native memory has residents");
    }
    evictClosed();
    for (Entry entry : entries) {
      if (entry.isOf(host, what)) {
        entry.users++;
        entries.remove(entry);
        entries.add(entry);
        return entry;
      }
    }
    DeviceBuffer buffer = device.allocate(byteSize, what);
    try {
      fill.accept(buffer);
    } catch (RuntimeException | Error e) {
      try {
        device.free(buffer);
      } catch (CudaException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
    Entry entry = new Entry(host, what, buffer);
    entries.add(entry);
    return entry;
  }

  synchronized void release(Entry entry) {
    entry.users--;
  }

  /** Bytes resident now. */
  public synchronized long byteSize() {
    return entries.stream().mapToLong(entry -> entry.buffer.byteSize()).sum();
  }

  /**
   * Frees idle residents, least recently used first, until {@code bytes} are freed or none is left.
   */
  public synchronized void evict(long bytes) {
    evictClosed();
    long left = bytes;
    Iterator<Entry> oldest = entries.iterator();
    while (left > 0 && oldest.hasNext()) {
      Entry entry = oldest.next();
      if (entry.users == 0) {
        oldest.remove();
        left -= entry.buffer.byteSize();
        device.free(entry.buffer);
      }
    }
  }

  /** Frees the idle residents whose host memory is closed. */
  public synchronized void evictClosed() {
    ArrayDeque<Entry> closed = new ArrayDeque<>();
    entries.removeIf(entry -> {
      boolean idle = entry.users == 0 && entry.hostIsGone();
      if (idle) {
        closed.add(entry);
      }
      return idle;
    });
    if (!closed.isEmpty()) {
      device.enter(); // whoever closed the memory may never have been on the device
    }
    for (Entry entry : closed) {
      device.free(entry.buffer);
    }
  }

  /** The context and all its memory are gone. */
  synchronized void forgetAll() {
    entries.clear();
  }
}
