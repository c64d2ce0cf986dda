package org.warpath.kernels.cuda.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kernels give the results that CUDA's programming guide promises, whatever order threads run in.
 */
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

  /** What {@code kernel(int* out)} leaves in {@code out[n]}, run by one block. */
  private int[] outputOf(int n, int threads, String body) {
    CUfunction kernel =
        device.kernel("extern \"C\" __global__ void kernel(int* out) {" + body + "}", "kernel");
    CUdeviceptr out = device.upload(new int[n]);
    EmulatedDevice.check(device.run(kernel, 1, threads, 0, out));
    return device.download(out, n);
  }

  @Test
  @Timeout(30)
  void sixteenMillionThreadsWithoutBarriersRunQuicklyAndOnceEach() {
    CUfunction twice =
        device.kernel(
            """
            extern "C" __global__ void twice(const int* in, int* out, int n) {
              int i = blockIdx.x * blockDim.x + threadIdx.x;
              if (i < n) out[i] += 2 * in[i];
            }
            """,
            "twice");
    int n = (1 << 24) - 5;
    CUdeviceptr in = device.upload(IntStream.range(0, n).toArray());
    CUdeviceptr out = device.upload(new int[n]);
    EmulatedDevice.check(device.run(twice, 1 << 16, 256, 0, in, out, n));
    assertThat(
            Arrays.equals(device.download(out, n), IntStream.range(0, n).map(i -> 2 * i).toArray()))
        .isTrue();
  }

  @Test
  @Timeout(30)
  void aMillionThreadsSumWithBarriersShufflesAndAtomics() {
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
    assertThat(device.download(total, 2)).containsExactly(expected, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 256, 1000, 1024})
  void aBlockReversesThroughSharedMemory(int threads) {
    int[] reversed =
        outputOf(
            threads,
            threads,
            """
            __shared__ int tile[1024];
            tile[threadIdx.x] = threadIdx.x;
            __syncthreads();
            out[threadIdx.x] = tile[blockDim.x - 1 - threadIdx.x];
            """);
    assertThat(reversed).isEqualTo(IntStream.range(0, threads).map(i -> threads - 1 - i).toArray());
  }

  @Test
  void threadsThatHaveExitedDoNotHoldUpBarriersAndWarps() {
    int[] out =
        outputOf(
            64,
            64,
            """
            if (threadIdx.x % 2) return;
            __syncthreads();
            out[threadIdx.x] = __popc(__ballot_sync(0xFFFFFFFFu, 1));
            """);
    assertThat(out).isEqualTo(IntStream.range(0, 64).map(i -> i % 2 == 0 ? 16 : 0).toArray());
  }

  @Test
  void shufflesMoveValuesWithinTheirWidth() {
    int[] out =
        outputOf(
            4 * 32,
            32,
            """
            int lane = threadIdx.x;
            out[lane] = __shfl_sync(0xFFFFFFFFu, lane, 3, 8);
            out[32 + lane] = __shfl_up_sync(0xFFFFFFFFu, lane, 2, 16);
            out[64 + lane] = (int)__shfl_down_sync(0xFFFFFFFFu, 1.5 * lane, 1, 4);
            out[96 + lane] = (int)__shfl_xor_sync(0xFFFFFFFFu, (long long)lane << 40, 5) | (int)(__shfl_xor_sync(0xFFFFFFFFu, (long long)lane << 40, 5) >> 40);
            """);
    for (int lane = 0; lane < 32; lane++) {
      assertThat(out[lane]).isEqualTo(lane / 8 * 8 + 3);
      assertThat(out[32 + lane]).isEqualTo(lane % 16 < 2 ? lane : lane - 2);
      assertThat(out[64 + lane]).isEqualTo((int) (1.5 * (lane % 4 == 3 ? lane : lane + 1)));
      assertThat(out[96 + lane]).isEqualTo(lane ^ 5);
    }
  }

  @Test
  void votesMatchesAndReductionsCountTheNamedLanes() {
    int[] out =
        outputOf(
            12,
            32,
            """
            int lane = threadIdx.x;
            unsigned half = lane < 16 ? 0x0000FFFFu : 0xFFFF0000u;
            unsigned ballot = __ballot_sync(half, lane % 3 == 0);
            int any = __any_sync(half, lane == 20), all = __all_sync(half, lane >= 16);
            unsigned match = __match_any_sync(half, lane % 4);
            int sum = __reduce_add_sync(half, lane), low = __reduce_min_sync(half, -lane);
            unsigned high = __reduce_max_sync(half, (unsigned)-lane);
            int block = __syncthreads_count(lane < 5) * 100 + __syncthreads_or(lane == 7) * 10 + __syncthreads_and(lane < 32);
            if (lane == 17) {
              out[0] = ballot; out[1] = any; out[2] = all; out[3] = match; out[4] = sum; out[5] = low; out[6] = high;
              out[7] = block;
            }
            if (lane == 1) { out[8] = ballot; out[9] = any; out[10] = all; out[11] = match; }
            """);
    int thirds = IntStream.range(0, 32).filter(i -> i % 3 == 0).map(i -> 1 << i).sum();
    assertThat(out)
        .containsExactly(
            thirds & 0xFFFF0000,
            1,
            1,
            0x22220000,
            IntStream.range(16, 32).sum(),
            -31,
            -16,
            511,
            thirds & 0xFFFF,
            0,
            0,
            0x2222);
  }

  @Test
  void atomicsReturnTheOldValueAndKeepTheNew() {
    int[] out =
        outputOf(
            12,
            1,
            """
            out[0] = atomicAdd(&out[1], 5) + atomicAdd(&out[1], 6);
            out[2] = atomicMin(&out[3], -7) + atomicMax(&out[3], -9);
            out[4] = atomicCAS(&out[5], 0, 3) * 100 + atomicCAS(&out[5], 9, 8);
            out[6] = atomicExch(&out[7], 4) + atomicOr(&out[7], 3) + atomicXor(&out[7], 1) + atomicAnd(&out[7], 12);
            float f = 1.5f; atomicAdd(&f, 2.0f); out[8] = (int)(f * 2);
            double d = 0.25; out[9] = (int)(4 * (atomicAdd(&d, 1.0) + d));
            unsigned long long u = 1ull << 40; atomicMin(&u, 9ull); out[10] = (int)u;
            long long s = -1; atomicMax(&s, 12ll); out[11] = (int)s;
            """);
    assertThat(out).containsExactly(5, 11, -7, -7, 3, 3, 4 + 7 + 6, 4, 7, 6, 9, 12);
  }

  @Test
  void integerAndBitIntrinsicsFollowTheirDefinitions() {
    int[] out =
        outputOf(
            12,
            1,
            """
            out[0] = __clz(1); out[1] = __clz(0); out[2] = __clzll(1ll << 40); out[3] = __ffs(0); out[4] = __ffs(8);
            out[5] = __popcll(~0ull); out[6] = __brev(1u) == 0x80000000u; out[7] = __umulhi(0x80000000u, 6u);
            out[8] = (int)__umul64hi(1ull << 63, 10ull); out[9] = __float_as_int(-1.0f); out[10] = max(-1, 2u) == ~0u;
            out[11] = __float2int_rn(2.5f) * 10 + (fminf(NAN, 1.0f) == 1.0f) + (INFINITY > 1e38f);
            """);
    assertThat(out)
        .containsExactly(31, 32, 23, 0, 4, 64, 1, 3, 5, Float.floatToRawIntBits(-1f), 1, 22);
  }

  @Test
  void productsAndSumsAreNotContractedUnlessAsked() {
    int[] out =
        outputOf(
            2,
            1,
            """
            volatile float x = 1.1f;
            out[0] = __float_as_int(x * x - 1.0f);
            out[1] = __float_as_int(__fmaf_rn(x, x, -1.0f));
            """);
    float x = 1.1f;
    assertThat(out)
        .containsExactly(
            Float.floatToRawIntBits(x * x - 1.0f), Float.floatToRawIntBits(Math.fma(x, x, -1.0f)))
        .doesNotHaveDuplicates();
  }

  @Test
  void templatesMacrosHeadersOptionsAndLaunchBoundsWork() {
    CUmodule module =
        device.compile(
            """
            #include "answer.cuh"
            template <class T> __device__ __forceinline__ T blockSum(T value) {
              __shared__ T total;  // one a type, even in a template
              if (threadIdx.x == 0) total = 0;
              __syncthreads();
              atomicAdd(&total, value);
              __syncthreads();
              return total;
            }
            #define SUM(T) \\
              extern "C" __global__ void __launch_bounds__(THREADS, 2) sum_##T(const T* __restrict__ in, T* out) { \\
                T sum = blockSum(in[threadIdx.x]); \\
                if (threadIdx.x == 0) out[0] = sum + ANSWER; \\
              }
            SUM(int)
            SUM(float)
            """,
            "-DTHREADS=64",
            "--std=c++17",
            "-default-device",
            "-fmad=false");
    CUfunction sum = new CUfunction();
    EmulatedDevice.check(JCudaDriver.cuModuleGetFunction(sum, module, "sum_int"));
    CUdeviceptr in = device.upload(IntStream.range(0, 64).toArray());
    CUdeviceptr out = device.upload(0);
    EmulatedDevice.check(device.run(sum, 1, 64, 0, in, out));
    assertThat(device.download(out, 1)).containsExactly(2016 + 42);
    assertThat(device.launch(sum, 1, 65, 0, in, out)).isEqualTo(701);

    EmulatedDevice.check(JCudaDriver.cuModuleGetFunction(sum, module, "sum_float"));
    float[] ones = new float[64];
    Arrays.fill(ones, 0.5f);
    EmulatedDevice.check(JCudaDriver.cuMemcpyHtoD(in, Pointer.to(ones), 256));
    EmulatedDevice.check(device.run(sum, 1, 64, 0, in, out));
    assertThat(Float.intBitsToFloat(device.download(out, 1)[0])).isEqualTo(74f);
  }

  @Test
  void argumentsOfEveryWidthArriveInOrder() {
    CUfunction kernel =
        device.kernel(
            """
            extern "C" __global__ void kernel(int a, long long b, float c, const double d, int* __restrict__ out, int e) {
              out[0] = a; out[1] = (int)(b >> 33); out[2] = (int)(c * 2); out[3] = (int)(d * 4); out[4] = e;
            }
            """,
            "kernel");
    CUdeviceptr out = device.upload(new int[5]);
    EmulatedDevice.check(device.run(kernel, 1, 1, 0, 1, 2L << 33, 1.5f, 1.0, out, 5));
    assertThat(device.download(out, 5)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void blocksAndThreadsHaveThreeDimensions() {
    CUfunction kernel =
        device.kernel(
            """
            extern "C" __global__ void kernel(int* out) {
              int block = blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z);
              int thread = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
              out[block * 24 + thread] += threadIdx.x + 10 * threadIdx.y + 100 * threadIdx.z + 1000 * blockIdx.z;
            }
            """,
            "kernel");
    CUdeviceptr out = device.upload(new int[24 * 24]);
    EmulatedDevice.check(
        JCudaDriver.cuLaunchKernel(
            kernel, 2, 3, 4, 4, 3, 2, 0, null, EmulatedDevice.parameters(out), null));
    int[] values = device.download(out, 24 * 24);
    for (int i = 0; i < values.length; i++) {
      int thread = i % 24;
      int expected = thread % 4 + 10 * (thread / 4 % 3) + 100 * (thread / 12) + 1000 * (i / 24 / 6);
      assertThat(values[i]).as("element %d", i).isEqualTo(expected);
    }
  }

  @Test
  void globalsOfAModuleCanBeWrittenAndRead() {
    CUmodule module =
        device.compile(
            """
            __constant__ int factors[3];
            __device__ unsigned long long counter = 5;
            extern "C" __global__ void kernel() { counter += factors[threadIdx.x]; }
            """);
    CUdeviceptr factors = new CUdeviceptr();
    long[] size = new long[1];
    EmulatedDevice.check(JCudaDriver.cuModuleGetGlobal(factors, size, module, "factors"));
    assertThat(size[0]).isEqualTo(12);
    EmulatedDevice.check(JCudaDriver.cuMemcpyHtoD(factors, Pointer.to(new int[] {1, 10, 100}), 12));
    CUfunction kernel = new CUfunction();
    EmulatedDevice.check(JCudaDriver.cuModuleGetFunction(kernel, module, "kernel"));
    EmulatedDevice.check(device.run(kernel, 1, 3, 0));
    CUdeviceptr counter = new CUdeviceptr();
    EmulatedDevice.check(JCudaDriver.cuModuleGetGlobal(counter, size, module, "counter"));
    assertThat(device.download(counter, 2)).containsExactly(116, 0);
    EmulatedDevice.check(JCudaDriver.cuModuleUnload(module));
  }

  @Test
  void anErrorInTheSourceIsNamedWithItsLine() {
    EmulatedDevice.Compilation compilation =
        EmulatedDevice.tryCompile("\nextern \"C\" __global__ void kernel() { undeclared = 1; }\n");
    assertThat(compilation.result()).isEqualTo(6);
    assertThat(compilation.log()).contains("test.cu:2:").contains("undeclared");
  }

  @Test
  void anUnknownOptionOrArchitectureIsRefused() {
    String source = "extern \"C\" __global__ void kernel() {}";
    assertThat(EmulatedDevice.tryCompile(source, "--no-such-option").result()).isEqualTo(5);
    assertThat(EmulatedDevice.tryCompile(source, "-arch=sm_12").result()).isEqualTo(5);
  }

  @Test
  void anotherSeedIsAnotherOrder() {
    String body = "out[threadIdx.x] = atomicAdd(&out[64], 1);";
    EmulatedCuda.seed(10);
    int[] first = outputOf(65, 64, body);
    EmulatedCuda.seed(11);
    int[] second = outputOf(65, 64, body);
    EmulatedCuda.seed(10);
    int[] again = outputOf(65, 64, body);
    assertThat(first).isEqualTo(again).isNotEqualTo(second);
    assertThat(Arrays.copyOf(first, 64)).isNotEqualTo(IntStream.range(0, 64).toArray());
  }
}
