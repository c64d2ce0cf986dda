package org.warpath.api.selftest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;

/** What a device must do beside the algorithms: carry bytes there and back. */
final class DeviceChecks {
  // Several staging chunks and an odd rest.
  private static final long BYTES = (64L << 20) + 12345;

  private DeviceChecks() {}

  static void run(Engine.Cuda engine, Consumer<Check> listener) {
    listener.accept(roundTrip(engine));
  }

  private static Check roundTrip(Engine.Cuda engine) {
    try (Arena arena = Arena.ofConfined();
        DeviceScope scope = engine.device().scope()) {
      MemorySegment sent = arena.allocate(BYTES, 64);
      for (long i = 0; i < BYTES; i++) {
        sent.set(JAVA_BYTE, i, (byte) (i * 31 + (i >>> 13)));
      }
      MemorySegment received = arena.allocate(BYTES, 64);
      long start = System.nanoTime();
      DeviceBuffer there = scope.uploaded(sent, "bytes sent");
      scope.download(there, received);
      double seconds = Timings.secondsSince(start);
      long mismatch = sent.mismatch(received);
      Optional<String> failure =
          mismatch < 0 ? Optional.empty() : Optional.of("byte " + mismatch + " differs");
      return new Check("bytes there and back", "", failure, 0, 0, seconds, 2.0 * BYTES);
    }
  }
}
