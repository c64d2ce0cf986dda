package org.warpath.kernels.cuda.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kernels give the results that CUDA's programming guide promises. */
@Tag("emulator")
class EmulatedKernelTest {
  private EmulatedDevice device;

  @BeforeEach
  void open() {
    device = new EmulatedDevice();
  }

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void aKernelWithoutBarriersRunsOncePerThread() {
    CUfunction twice =
        device.kernel(
            """
            extern "C" __global__ void twice(const int* in, int* out, int n) {
              int i = blockIdx.x * blockDim.x + threadIdx.x;
              if (i < n) out[i] = 2 * in[i];
            }
            """,
            "twice");
    CUdeviceptr in = device.upload(IntStream.range(0, 1000).toArray());
    CUdeviceptr out = device.allocate(4000);
    EmulatedDevice.check(device.run(twice, 4, 256, 0, in, out, 1000));
    assertThat(device.download(out, 1000))
        .isEqualTo(IntStream.range(0, 1000).map(i -> 2 * i).toArray());
  }

  @Test
  void sumsAMillionThreadsWithBarriersShufflesAndAtomics() {
    CUfunction sum =
        device.kernel(
            """
            extern "C" __global__ void sum(unsigned long long* total, int n) {
              extern __shared__ int partial[];
              int mine = 0;
              for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) mine += i % 7;
              for (int offset = 16; offset > 0; offset /= 2) mine += __shfl_down_sync(0xFFFFFFFFu, mine, offset);
              if (threadIdx.x % 32 == 0) partial[threadIdx.x / 32] = mine;
              __syncthreads();
              if (threadIdx.x == 0) {
                unsigned long long block = 0;
                for (int w = 0; w < blockDim.x / 32; w++) block += partial[w];
                atomicAdd(total, block);
              }
            }
            """,
            "sum");
    int n = 3_000_000;
    CUdeviceptr total = device.upload(0, 0);
    EmulatedDevice.check(device.run(sum, 4096, 256, 32, total, n));
    int expected = IntStream.range(0, n).map(i -> i % 7).sum();
    assertThat(device.download(total, 2)).isEqualTo(new int[] {expected, 0});
  }
}
