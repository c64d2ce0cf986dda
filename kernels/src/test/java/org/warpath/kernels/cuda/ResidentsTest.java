package org.warpath.kernels.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

@Tag("gpu")
class ResidentsTest {
  private static final int MIB = 1 << 20;

  private final Arena arena = Arena.ofShared();
  private Device device;
  private long residentBefore;

  @BeforeEach
  void open() {
    device = TestDevice.fresh();
    device.residents().evictClosed();
    residentBefore = device.residents().byteSize();
  }

  @AfterEach
  void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
    if (EmulatedCuda.active()) {
      EmulatedCuda.reset();
    }
  }

  /** {@code value} in every int of a mebibyte. */
  private MemorySegment memory(int value) {
    MemorySegment memory = arena.allocate(MIB, 64);
    for (int i = 0; i < MIB / Integer.BYTES; i++) {
      memory.setAtIndex(JAVA_INT, i, value);
    }
    return memory;
  }

  /** Uploads and lets go. */
  private DeviceBuffer visit(MemorySegment memory) {
    try (DeviceScope scope = device.scope()) {
      return scope.resident(memory, "data");
    }
  }

  private long resident() {
    return device.residents().byteSize() - residentBefore;
  }

  private static void assertThere(DeviceBuffer buffer) {
    assertThatCode(buffer::pointer).doesNotThrowAnyException();
  }

  private static void assertGone(DeviceBuffer buffer) {
    assertThatThrownBy(buffer::pointer).hasMessage("device buffer data was freed");
  }

  /** Leaves {@code bytes} for use; only the emulator can. */
  private void leave(long bytes) {
    assumeTrue(EmulatedCuda.active(), "only the emulator has as little memory as one likes");
    long used = device.totalBytes() - device.freeBytes();
    long reserve = Math.min(64L << 20, device.totalBytes() / 64);
    EmulatedCuda.setTotalMemory(used + reserve + bytes);
  }

  @Test
  void whatIsThereIsNotUploadedAgain() {
    MemorySegment memory = memory(3);
    DeviceBuffer first = visit(memory);
    assertThat(resident()).isEqualTo(MIB);
    DeviceBuffer second = visit(memory);
    assertThat(second).isSameAs(first);
    assertThat(resident()).isEqualTo(MIB);
    try (DeviceScope scope = device.scope()) {
      assertThat(scope.readInt(second, MIB / Integer.BYTES - 1)).isEqualTo(3);
    }
  }

  @Test
  void derivedDataIsFoundByItsName() {
    MemorySegment memory = memory(3);
    AtomicInteger made = new AtomicInteger();
    for (int round = 0; round < 2; round++) {
      try (DeviceScope scope = device.scope()) {
        DeviceBuffer four =
            scope.resident(
                memory,
                "fours",
                8,
                buffer -> {
                  made.incrementAndGet();
                  scope.fillInts(buffer, 4);
                });
        assertThat(scope.readInt(four, 1)).isEqualTo(4);
        assertThat(scope.readInt(scope.resident(memory, "data"), 1)).isEqualTo(3);
      }
    }
    assertThat(made).hasValue(1);
    assertThat(resident()).isEqualTo(MIB + 8);
  }

  @Test
  void underPressureTheLeastRecentlyUsedGoFirst() {
    DeviceBuffer a = visit(memory(1));
    MemorySegment second = memory(2);
    DeviceBuffer b = visit(second);
    DeviceBuffer c = visit(memory(3));
    assertThat(visit(second)).isSameAs(b);
    leave(MIB / 2);
    DeviceBuffer d = visit(memory(4));
    assertGone(a);
    assertThere(b);
    assertThere(c);
    DeviceBuffer e = visit(memory(5));
    assertGone(c);
    assertThere(b);
    assertThere(d);
    assertThere(e);
    assertThat(resident()).isEqualTo(3L * MIB);
  }

  @Test
  void ordinaryBuffersPushResidentsOutToo() {
    DeviceBuffer a = visit(memory(1));
    DeviceBuffer b = visit(memory(2));
    leave(MIB / 2);
    try (DeviceScope scope = device.scope()) {
      scope.bytes(2L * MIB, "work");
      assertGone(a);
      assertGone(b);
    }
    assertThat(resident()).isZero();
  }

  @Test
  void whatIsInUseIsNeverEvicted() {
    MemorySegment memory = memory(1);
    DeviceBuffer idle = visit(memory(2));
    try (DeviceScope user = device.scope()) {
      DeviceBuffer used = user.resident(memory, "data");
      // A second user that leaves again changes nothing.
      assertThat(visit(memory)).isSameAs(used);
      leave(MIB / 2);
      try (DeviceScope scope = device.scope()) {
        assertThatThrownBy(() -> scope.bytes(2L * MIB, "work"))
            .isInstanceOf(DeviceOutOfMemoryException.class)
            .hasMessageContaining("work needs 2,097,152 bytes, 1,572,864 are free of ");
      }
      assertGone(idle);
      assertThere(used);
      assertThat(user.readInt(used, 77)).isEqualTo(1);
    }
    try (DeviceScope scope = device.scope()) {
      assertThatThrownBy(() -> scope.bytes(3L * MIB, "work"))
          .isInstanceOf(DeviceOutOfMemoryException.class);
    }
    assertThat(resident()).isZero();
  }

  @Test
  void copiesOfClosedMemoryAreDroppedOnceNobodyUsesThem() {
    DeviceBuffer used;
    DeviceBuffer idle = visit(memory(1));
    try (DeviceScope user = device.scope()) {
      used = user.resident(memory(2), "data");
      arena.close();
      device.residents().evictClosed();
      assertGone(idle);
      assertThat(user.readInt(used, 5)).isEqualTo(2);
      assertThat(resident()).isEqualTo(MIB);
    }
    device.residents().evictClosed();
    assertGone(used);
    assertThat(resident()).isZero();
  }

  @Test
  void anyThreadMayDropCopiesOfClosedMemory() throws InterruptedException {
    DeviceBuffer idle = visit(memory(1));
    arena.close();
    Thread stranger = Thread.ofPlatform().start(Device::evictClosed);
    stranger.join();
    assertGone(idle);
    assertThat(resident()).isZero();
  }

  @Test
  void theNextUploadDropsCopiesOfClosedMemory() {
    DeviceBuffer old;
    try (Arena other = Arena.ofShared()) {
      old = visit(other.allocate(MIB));
    }
    assertThere(old);
    visit(memory(1));
    assertGone(old);
    assertThat(resident()).isEqualTo(MIB);
  }

  @Test
  void memoryOnTheHeapIsRefused() {
    try (DeviceScope scope = device.scope()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.resident(MemorySegment.ofArray(new int[4]), "weights"))
          .withMessage("weights is on the heap: only native memory has residents");
    }
  }

  @Test
  void aFailedUploadLeavesNothingBehind() {
    assumeTrue(EmulatedCuda.active(), "only the emulator fails at will");
    MemorySegment memory = memory(9);
    visit(memory(1)); // the staging buffers stay
    long before = EmulatedCuda.liveAllocations();
    EmulatedCuda.failCall("cuMemcpyHtoDAsync", 1, EmulatedCuda.INVALID_VALUE);
    assertThatThrownBy(() -> visit(memory))
        .isInstanceOf(CudaException.class)
        .hasMessageContaining("cuMemcpyHtoDAsync to data (1048576 bytes) failed on device 0");
    assertThat(EmulatedCuda.liveAllocations()).isEqualTo(before);
    assertThat(resident()).isEqualTo(MIB);
    DeviceBuffer buffer = visit(memory);
    try (DeviceScope scope = device.scope()) {
      assertThat(scope.readInt(buffer, 3)).isEqualTo(9);
    }
  }
}
