package org.warpath.kernels.cuda.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong kernels are caught. */
@Tag("emulator")
class EmulatedFaultTest {
  private EmulatedDevice device;

  @BeforeEach
  void open() {
    device = new EmulatedDevice();
  }

  @AfterEach
  void close() {
    device.close();
  }

  /**
   * The driver's code after {@code kernel(int* data, int n)} has run on {@code threads} threads.
   */
  private int run(int threads, CUdeviceptr data, int n, String body) {
    CUfunction kernel =
        device.kernel(
            "extern \"C\" __global__ void kernel(int* data, int n) {\n" + body + "\n}", "kernel");
    return device.run(kernel, 1, threads, 0, data, n);
  }

  @ParameterizedTest
  @ValueSource(strings = {"__syncthreads();", ""})
  void aRemovedBarrierGivesAWrongResult(String barrier) {
    CUdeviceptr data = device.upload(IntStream.range(0, 256).toArray());
    int result =
        run(
            256,
            data,
            256,
            """
            __shared__ int tile[256];
            tile[threadIdx.x] = data[threadIdx.x];
            BARRIER
            data[threadIdx.x] = tile[n - 1 - threadIdx.x];
            """
                .replace("BARRIER", barrier));
    EmulatedDevice.check(result);
    boolean right =
        Arrays.equals(
            device.download(data, 256), IntStream.range(0, 256).map(i -> 255 - i).toArray());
    assertThat(right).isEqualTo(!barrier.isEmpty());
  }

  /**
   * Shared memory that is used twice: the second barrier keeps a quick thread from the other's next
   * round.
   */
  @ParameterizedTest
  @ValueSource(strings = {"__syncthreads();", ""})
  void aRemovedBarrierBetweenRoundsGivesAWrongResult(String barrier) {
    CUdeviceptr data = device.upload(new int[64]);
    int result =
        run(
            64,
            data,
            64,
            """
            __shared__ int tile[64];
            int sum = 0;
            for (int round = 1; round <= 4; round++) {
              tile[threadIdx.x] = round;
              __syncthreads();
              sum += tile[(threadIdx.x + 17) % 64];
              BARRIER
            }
            data[threadIdx.x] = sum;
            """
                .replace("BARRIER", barrier));
    EmulatedDevice.check(result);
    boolean right = Arrays.stream(device.download(data, 64)).allMatch(sum -> sum == 10);
    assertThat(right).isEqualTo(!barrier.isEmpty());
  }

  @Test
  void anAccessBehindTheEndIsAnIllegalAddress() {
    for (String body : new String[] {"data[n + threadIdx.x] = 1;", "data[0] = data[n];"}) {
      CUdeviceptr data = device.upload(new int[100]);
      assertThat(run(1, data, 100, body)).as(body).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
      assertThat(EmulatedCuda.lastReport())
          .contains("kernel kernel, block (0, 0, 0), thread (0, 0, 0)")
          .contains("0 bytes behind the end of the allocation of 400 bytes")
          .contains("seed " + System.getProperty("warpath.emulator.seed"));
      device.reset();
      device.retain();
    }
  }

  @Test
  void anAccessBeforeTheStartIsCaught() {
    CUdeviceptr data = device.upload(new int[1024]);
    assertThat(run(1, data, 1024, "data[-1] = 1;")).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    assertThat(EmulatedCuda.lastReport()).contains("4 bytes before the allocation of 4096 bytes");
  }

  @Test
  void aWriteIntoTheRestOfTheLastSixteenBytesIsCaught() {
    CUdeviceptr data = device.upload(new int[5]);
    assertThat(run(1, data, 5, "data[5] = -1;")).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    assertThat(EmulatedCuda.lastReport())
        .contains("kernel kernel")
        .contains("0 bytes behind the end of the allocation of 20 bytes");
  }

  @Test
  void dynamicSharedMemoryEndsAtAGuardPage() {
    CUfunction kernel =
        device.kernel(
            """
            extern "C" __global__ void kernel(int at) {
              extern __shared__ int tile[];
              tile[at] = 1;
            }
            """,
            "kernel");
    EmulatedDevice.check(device.run(kernel, 1, 1, 64, 15));
    assertThat(device.run(kernel, 1, 1, 64, 16)).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    assertThat(EmulatedCuda.lastReport())
        .contains("0 bytes behind the end of the block's 64 bytes of dynamic shared memory");
  }

  @Test
  void useAfterFreeIsCaught() {
    CUdeviceptr data = device.upload(new int[100]);
    device.free(data);
    assertThat(run(1, data, 100, "data[3] = 1;")).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    assertThat(EmulatedCuda.lastReport()).contains("byte 12 of a freed allocation of 400 bytes");
  }

  @Test
  void freshMemoryIsNoZero() {
    CUdeviceptr data = device.allocate(16);
    assertThat(device.download(data, 4)).containsExactly(-1, -1, -1, -1);
  }

  @Test
  void anUninitializedVariableIsNoZero() {
    CUdeviceptr data = device.upload(0, 0);
    EmulatedDevice.check(run(1, data, 0, "int values[4]; data[0] = values[n] != 0; data[1] = 1;"));
    assertThat(device.download(data, 2)).containsExactly(1, 1);
  }

  @Test
  void freeingTwiceIsRefused() {
    CUdeviceptr data = device.allocate(16);
    device.free(data);
    assertThat(JCudaDriver.cuMemFree(data)).isEqualTo(EmulatedCuda.INVALID_VALUE);
  }

  @Test
  void copiesBeyondAnAllocationAreRefused() {
    CUdeviceptr data = device.allocate(100);
    byte[] host = new byte[101];
    assertThat(JCudaDriver.cuMemcpyHtoD(data, Pointer.to(host), 101))
        .isEqualTo(EmulatedCuda.INVALID_VALUE);
    assertThat(JCudaDriver.cuMemcpyDtoH(Pointer.to(host), data.withByteOffset(60), 41))
        .isEqualTo(EmulatedCuda.INVALID_VALUE);
    EmulatedDevice.check(JCudaDriver.cuMemcpyDtoH(Pointer.to(host), data.withByteOffset(60), 40));
    assertThat(JCudaDriver.cuMemsetD32(data, 0, 26)).isEqualTo(EmulatedCuda.INVALID_VALUE);
  }

  @Test
  void aBarrierThatSomeThreadsNeverReachIsReported() {
    CUdeviceptr data = device.upload(new int[64]);
    int result =
        run(
            64,
            data,
            64,
            """
            if (threadIdx.x < 40) __syncthreads();
            else __syncwarp(0xFFFFFFFFu);
            """);
    assertThat(result).isEqualTo(EmulatedCuda.LAUNCH_FAILED);
    assertThat(EmulatedCuda.lastReport())
        .contains("waits in __syncthreads at line 2")
        .contains("waits in __syncwarp at line 3 with mask 0xffffffff");
  }

  @Test
  void aDivergentBarrierIsReported() {
    CUdeviceptr data = device.upload(new int[64]);
    int result =
        run(
            64,
            data,
            64,
            """
            if (threadIdx.x % 2) __syncthreads();
            else
              __syncthreads();
            """);
    assertThat(result).isEqualTo(EmulatedCuda.LAUNCH_FAILED);
    assertThat(EmulatedCuda.lastReport())
        .contains("divergent barrier")
        .contains("__syncthreads at line 2")
        .contains("__syncthreads at line 4");
  }

  @Test
  void aMaskWithoutTheCallingLaneIsReported() {
    CUdeviceptr data = device.upload(new int[32]);
    int result = run(32, data, 32, "data[threadIdx.x] = __shfl_sync(0x0000FFFFu, 1, 0);");
    assertThat(result).isEqualTo(EmulatedCuda.LAUNCH_FAILED);
    assertThat(EmulatedCuda.lastReport())
        .contains("mask 0x0000ffff does not name the calling lane");
  }

  @Test
  void aLaneThatAMaskNamesAndThatNeverComesIsReported() {
    CUdeviceptr data = device.upload(new int[32]);
    int result =
        run(
            32,
            data,
            32,
            """
            if (threadIdx.x < 16) data[threadIdx.x] = __ballot_sync(0xFFFFFFFFu, 1);
            else data[threadIdx.x] = __shfl_sync(0xFFFFFFFFu, 1, 0);
            """);
    assertThat(result).isEqualTo(EmulatedCuda.LAUNCH_FAILED);
    assertThat(EmulatedCuda.lastReport())
        .contains("__ballot_sync at line 2")
        .contains("__shfl_sync at line 3")
        .contains("all lanes named in a mask");
  }

  @Test
  void aFailedAssertionIsReported() {
    CUdeviceptr data = device.upload(new int[4]);
    assertThat(run(4, data, 4, "assert(threadIdx.x != 2);")).isEqualTo(EmulatedCuda.ASSERT);
    assertThat(EmulatedCuda.lastReport())
        .contains("thread (2, 0, 0): test.cu:2: assertion `threadIdx.x != 2` failed");
  }

  @Test
  void trapsDivisionByZeroAndRunawayRecursionEndTheLaunch() {
    String[] bodies = {
      "__trap();",
      "data[0] = n / (data[1] - 2);",
      """
      struct Endless { static __noinline__ int deep(volatile int* at, int n) {
        volatile int big[1000]; big[n % 1000] = n; at[0] = big[n % 1000];
        return deep(at, n + 1) + big[(n + 1) % 1000]; } };
      data[0] = Endless::deep(data, 0);
      """
    };
    String[] reports = {"__trap() at line 2", "division by zero", "stack overflowed"};
    for (int i = 0; i < bodies.length; i++) {
      CUdeviceptr data = device.upload(1, 2, 3, 4);
      assertThat(run(1, data, 4, bodies[i])).as(bodies[i]).isEqualTo(EmulatedCuda.LAUNCH_FAILED);
      assertThat(EmulatedCuda.lastReport()).contains(reports[i]);
      device.reset();
      device.retain();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"while (atomicAdd(data, 0) == 0) {}", "while (true) __nanosleep(100);"})
  void anEndlessKernelIsEnded(String body) {
    EmulatedCuda.timeout(1);
    CUdeviceptr data = device.upload(new int[4]);
    assertThat(run(2, data, 4, body)).isEqualTo(EmulatedCuda.LAUNCH_TIMEOUT);
    assertThat(EmulatedCuda.lastReport()).contains("did not end within 1 s");
  }

  @Test
  void aThreadMayWaitForAnotherThatSleepsMeanwhile() {
    CUdeviceptr data = device.upload(new int[64]);
    String body =
        """
        if (threadIdx.x != 63) while (atomicAdd(data, 0) == 0) __nanosleep(100);
        else atomicExch(data, 1);
        """;
    EmulatedDevice.check(run(64, data, 64, body));
    assertThat(device.download(data, 1)).containsExactly(1);
  }

  @Test
  void aKernelAfterAFailedOneRunsAsEver() {
    for (int round = 0; round < 3; round++) {
      CUdeviceptr data = device.upload(new int[64]);
      assertThat(
              run(
                  64,
                  data,
                  64,
                  "__syncwarp(); if (threadIdx.x == 40) data[n] = 1; __syncthreads();"))
          .isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
      device.reset();
      device.retain();
      data = device.upload(new int[64]);
      EmulatedDevice.check(
          run(64, data, 64, "__syncthreads(); data[threadIdx.x] = __syncthreads_count(1);"));
      assertThat(device.download(data, 64)).containsOnly(64);
    }
  }
}
