package org.warpath.kernels.cuda;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

@Tag("gpu")
class DeviceCopyTest {
  private Device device;

  @BeforeEach
  void open() {
    device = TestDevice.fresh();
  }

  private static void number(MemorySegment memory) {
    long words = memory.byteSize() / Long.BYTES;
    for (long i = 0; i < words; i++) {
      memory.set(JAVA_LONG_UNALIGNED, i * Long.BYTES, i * 0x9E3779B97F4A7C15L);
    }
    for (long i = words * Long.BYTES; i < memory.byteSize(); i++) {
      memory.set(JAVA_BYTE, i, (byte) (i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        4095,
        Staging.CHUNK_BYTES - 1,
        Staging.CHUNK_BYTES,
        Staging.CHUNK_BYTES + 1,
        2L * Staging.CHUNK_BYTES,
        4L * Staging.CHUNK_BYTES + 12_345
      })
  void aMappedFileOfAnySizeArrivesIntactBothWays(long byteSize, @TempDir Path folder)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("data"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined();
        DeviceScope scope = device.scope()) {
      MemorySegment mapped = channel.map(MapMode.READ_WRITE, 0, byteSize, arena);
      number(mapped);
      DeviceBuffer buffer = scope.uploaded(mapped, "data");
      assertThat(buffer.byteSize()).isEqualTo(byteSize);
      MemorySegment back = arena.allocate(Math.max(1, byteSize)).asSlice(0, byteSize);
      scope.download(buffer, back);
      assertThat(back.mismatch(mapped)).as("first byte that differs").isEqualTo(-1);
    }
  }

  @Test
  void aMappedFileBeyondTwoGibibytesArrives(@TempDir Path folder) throws IOException {
    long byteSize = (2L << 30) + 5 * Long.BYTES;
    if (TestDevice.emulated()) {
      EmulatedCuda.setTotalMemory(3L << 30);
    }
    long[] places = {0, (1L << 31) - Long.BYTES, 1L << 31, byteSize - Long.BYTES};
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("sparse"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined();
        DeviceScope scope = device.scope()) {
      MemorySegment mapped = channel.map(MapMode.READ_WRITE, 0, byteSize, arena);
      for (long place : places) {
        mapped.set(JAVA_LONG_UNALIGNED, place, ~place);
      }
      DeviceBuffer buffer = scope.uploaded(mapped, "data");
      for (long place : places) {
        assertThat(scope.readLong(buffer, place / Long.BYTES)).isEqualTo(~place);
      }
      assertThat(scope.readLong(buffer, (1L << 31) / Long.BYTES - 2)).isZero();
    }
  }

  @Test
  void copiesOfManyChunksDoNotOvertakeEachOther() {
    // All through the same two pinned buffers.
    int size = 3 * Staging.CHUNK_BYTES + 17;
    try (Arena arena = Arena.ofConfined();
        DeviceScope one = device.scope();
        DeviceScope two = device.scope()) {
      MemorySegment first = arena.allocate(size);
      MemorySegment second = arena.allocate(size);
      number(first);
      second.fill((byte) 77);
      DeviceBuffer a = one.uploaded(first, "first");
      DeviceBuffer b = two.uploaded(second, "second");
      MemorySegment back = arena.allocate(size);
      two.download(b, back);
      assertThat(back.mismatch(second)).isEqualTo(-1);
      one.download(a, back);
      assertThat(back.mismatch(first)).isEqualTo(-1);
      one.copy(a, b.slice(0, size));
      one.synchronize();
      two.download(b, back);
      assertThat(back.mismatch(first)).isEqualTo(-1);
    }
  }

  @Test
  void partsOfBuffersAreReadAndWritten() {
    try (DeviceScope scope = device.scope()) {
      DeviceBuffer buffer = scope.ints(10, "numbers");
      scope.fillInts(buffer, 7);
      scope.zero(buffer.slice(8, 12));
      scope.writeInt(buffer, 9, -1);
      int[] back = new int[10];
      scope.download(buffer, MemorySegment.ofArray(back));
      assertThat(back).containsExactly(7, 7, 0, 0, 0, 7, 7, 7, 7, -1);
      assertThat(scope.readInt(buffer, 9)).isEqualTo(-1);
      assertThat(scope.readLong(buffer, 1)).isZero();
      DeviceBuffer halves = scope.uploaded(MemorySegment.ofArray(new float[] {1.5f, 2}), "halves");
      assertThat(scope.readFloat(halves, 0)).isEqualTo(1.5f);
      DeviceBuffer doubles = scope.uploaded(MemorySegment.ofArray(new double[] {1, .1}), "doubles");
      assertThat(scope.readDouble(doubles, 1)).isEqualTo(.1);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (DeviceScope scope = device.scope()) {
      DeviceBuffer buffer = scope.ints(2, "numbers");
      int[] three = new int[3];
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.upload(MemorySegment.ofArray(three), buffer))
          .withMessage("12 bytes do not fit device buffer numbers (8 bytes)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.download(buffer, MemorySegment.ofArray(three)));
      DeviceBuffer larger = scope.ints(3, "more");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> scope.copy(larger, buffer))
          .withMessage("more (12 bytes) does not fit device buffer numbers (8 bytes)");
    }
  }
}
