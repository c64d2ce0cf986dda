package org.warpath.kernels.cuda.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUfunction;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Work on streams is done in order, and no sooner than something waits for it. */
@Tag("emulator")
class EmulatedStreamTest {
  private static final int N = 64;

  private EmulatedDevice device;
  private CUstream stream;
  private Pointer pinned;
  private IntBuffer staging;

  @BeforeEach
  void open() {
    device = new EmulatedDevice();
    stream = stream(CUstream_flags.CU_STREAM_NON_BLOCKING);
    pinned = new Pointer();
    EmulatedDevice.check(JCudaDriver.cuMemHostAlloc(pinned, 4L * N, 0));
    ByteBuffer bytes = pinned.getByteBuffer(0, 4L * N);
    staging = bytes.order(ByteOrder.nativeOrder()).asIntBuffer();
  }

  @AfterEach
  void close() {
    device.close();
  }

  private static CUstream stream(int flags) {
    CUstream stream = new CUstream();
    EmulatedDevice.check(JCudaDriver.cuStreamCreate(stream, flags));
    return stream;
  }

  private static CUevent event() {
    CUevent event = new CUevent();
    EmulatedDevice.check(JCudaDriver.cuEventCreate(event, 0));
    return event;
  }

  private void fillStaging(int value) {
    for (int i = 0; i < N; i++) {
      staging.put(i, value);
    }
  }

  private void launchAdd(CUstream on, CUdeviceptr data, int value) {
    CUfunction add =
        device.kernel(
            "extern \"C\" __global__ void add(int* data, int value) { data[threadIdx.x] += value; }",
            "add");
    EmulatedDevice.check(
        JCudaDriver.cuLaunchKernel(
            add, 1, 1, 1, N, 1, 1, 0, on, EmulatedDevice.parameters(data, value), null));
  }

  @Test
  void aStagingBufferThatIsReusedTooEarlyLosesItsFirstContents() {
    CUdeviceptr first = device.allocate(4L * N);
    CUdeviceptr second = device.allocate(4L * N);
    fillStaging(1);
    EmulatedDevice.check(JCudaDriver.cuMemcpyHtoDAsync(first, pinned, 4L * N, stream));
    fillStaging(2);
    EmulatedDevice.check(JCudaDriver.cuMemcpyHtoDAsync(second, pinned, 4L * N, stream));
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(stream));
    assertThat(device.download(first, N)).containsOnly(2);
    assertThat(device.download(second, N)).containsOnly(2);
  }

  @Test
  void aStagingBufferThatIsReusedAfterItsEventKeepsItsContents() {
    CUdeviceptr first = device.allocate(4L * N);
    CUdeviceptr second = device.allocate(4L * N);
    CUevent copied = event();
    fillStaging(1);
    EmulatedDevice.check(JCudaDriver.cuMemcpyHtoDAsync(first, pinned, 4L * N, stream));
    EmulatedDevice.check(JCudaDriver.cuEventRecord(copied, stream));
    EmulatedDevice.check(JCudaDriver.cuEventSynchronize(copied));
    fillStaging(2);
    EmulatedDevice.check(JCudaDriver.cuMemcpyHtoDAsync(second, pinned, 4L * N, stream));
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(stream));
    assertThat(device.download(first, N)).containsOnly(1);
    assertThat(device.download(second, N)).containsOnly(2);
  }

  @Test
  void pinnedMemoryIsFilledOnlyWhenItsStreamIsWaitedFor() {
    CUdeviceptr data = device.upload(new int[N]);
    fillStaging(7);
    launchAdd(stream, data, 5);
    EmulatedDevice.check(JCudaDriver.cuMemcpyDtoHAsync(pinned, data, 4L * N, stream));
    assertThat(staging.get(0)).isEqualTo(7);
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(stream));
    assertThat(staging.get(0)).isEqualTo(5);
  }

  @Test
  void pageableMemoryIsReadWhenTheCopyIsAskedFor() {
    CUdeviceptr data = device.allocate(4L * N);
    ByteBuffer pageable = ByteBuffer.allocateDirect(4 * N).order(ByteOrder.nativeOrder());
    EmulatedDevice.check(JCudaDriver.cuMemcpyHtoDAsync(data, Pointer.to(pageable), 4L * N, stream));
    pageable.putInt(0, 9);
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(stream));
    assertThat(device.download(data, 1)).containsExactly(0);
  }

  @Test
  void registeredMemoryIsPinned() {
    CUdeviceptr data = device.allocate(4L * N);
    ByteBuffer buffer = ByteBuffer.allocateDirect(4 * N).order(ByteOrder.nativeOrder());
    Pointer pointer = Pointer.to(buffer);
    EmulatedDevice.check(JCudaDriver.cuMemHostRegister(pointer, 4L * N, 0));
    EmulatedDevice.check(JCudaDriver.cuMemcpyHtoDAsync(data, pointer, 4L * N, stream));
    buffer.putInt(0, 9);
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(stream));
    assertThat(device.download(data, 1)).containsExactly(9);
    EmulatedDevice.check(JCudaDriver.cuMemHostUnregister(pointer));
    assertThat(JCudaDriver.cuMemHostUnregister(pointer)).isEqualTo(713);
  }

  @Test
  void aForgottenWaitBetweenStreamsShows() {
    CUdeviceptr data = device.upload(new int[N]);
    CUstream other = stream(CUstream_flags.CU_STREAM_NON_BLOCKING);
    launchAdd(stream, data, 5);
    EmulatedDevice.check(JCudaDriver.cuMemcpyDtoHAsync(pinned, data, 4L * N, other));
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(other));
    assertThat(staging.get(0)).isZero();
  }

  @Test
  void aStreamThatWaitsForAnEventSeesWhatWasBeforeIt() {
    CUdeviceptr data = device.upload(new int[N]);
    CUstream other = stream(CUstream_flags.CU_STREAM_NON_BLOCKING);
    CUevent added = event();
    launchAdd(stream, data, 5);
    EmulatedDevice.check(JCudaDriver.cuEventRecord(added, stream));
    launchAdd(stream, data, 100);
    EmulatedDevice.check(JCudaDriver.cuStreamWaitEvent(other, added, 0));
    EmulatedDevice.check(JCudaDriver.cuMemcpyDtoHAsync(pinned, data, 4L * N, other));
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(other));
    assertThat(staging.get(0)).isEqualTo(5);
  }

  @Test
  void theDefaultStreamAndBlockingStreamsWaitForEachOther() {
    CUdeviceptr data = device.upload(new int[N]);
    CUstream blocking = stream(CUstream_flags.CU_STREAM_DEFAULT);
    launchAdd(blocking, data, 1);
    launchAdd(null, data, 10);
    EmulatedDevice.check(JCudaDriver.cuMemcpyDtoHAsync(pinned, data, 4L * N, blocking));
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(blocking));
    assertThat(staging.get(0)).isEqualTo(11);
    launchAdd(blocking, data, 100);
    assertThat(device.download(data, N)).containsOnly(111);
  }

  @Test
  void pollingAnEventEnds() {
    CUdeviceptr data = device.upload(new int[N]);
    CUevent start = event();
    CUevent end = event();
    EmulatedDevice.check(JCudaDriver.cuEventRecord(start, stream));
    launchAdd(stream, data, 5);
    EmulatedDevice.check(JCudaDriver.cuEventRecord(end, stream));
    int polls = 0;
    for (int result = 600; result != 0; polls++) {
      result = JCudaDriver.cuEventQuery(end);
      assertThat(result).isIn(0, 600);
    }
    assertThat(polls).isGreaterThan(1);
    float[] millis = new float[1];
    EmulatedDevice.check(JCudaDriver.cuEventElapsedTime(millis, start, end));
    assertThat(millis[0]).isPositive();
    assertThat(JCudaDriver.cuStreamQuery(stream)).isZero();
  }

  @Test
  void aFailedLaunchShowsWhenItsStreamIsWaitedForAndStays() {
    CUdeviceptr data = device.upload(new int[N]);
    EmulatedCuda.failLaunch("add", EmulatedCuda.ILLEGAL_ADDRESS);
    launchAdd(stream, data, 5);
    EmulatedDevice.check(JCudaDriver.cuMemAlloc(new CUdeviceptr(), 16));
    assertThat(JCudaDriver.cuStreamSynchronize(stream)).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    assertThat(JCudaDriver.cuMemAlloc(new CUdeviceptr(), 16))
        .isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    assertThat(JCudaDriver.cuMemFree(data)).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
  }
}
