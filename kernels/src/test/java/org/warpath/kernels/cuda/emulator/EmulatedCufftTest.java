package org.warpath.kernels.cuda.emulator;

import static jcuda.jcufft.JCufft.CUFFT_FORWARD;
import static jcuda.jcufft.JCufft.CUFFT_INVERSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import jcuda.jcufft.JCufft;
import jcuda.jcufft.cufftHandle;
import jcuda.jcufft.cufftResult;
import jcuda.jcufft.cufftType;
import jcuda.runtime.cudaStream_t;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/** The emulated cuFFT computes what is documented, and refuses what is not. */
@Tag("emulator")
class EmulatedCufftTest {
  private static final int NO_WORKSPACE = 13;

  private final cufftHandle plan = new cufftHandle();
  private EmulatedDevice device;

  @BeforeEach
  void open() {
    device = new EmulatedDevice();
    CudaLibraries.instance().require(CudaLibrary.CUFFT);
    JCufft.setExceptionsEnabled(false);
  }

  @AfterEach
  void close() {
    JCufft.cufftDestroy(plan);
    device.close();
  }

  private static void check(int status) {
    assertThat(status).as(EmulatedCuda.lastReport()).isEqualTo(cufftResult.CUFFT_SUCCESS);
  }

  private static void refused(int status, int expected, String reason) {
    assertThat(status).isEqualTo(expected);
    assertThat(EmulatedCuda.lastReport()).contains(reason);
  }

  private static double[] random(int count) {
    return new Random(11).doubles(count, -1, 1).toArray();
  }

  /** The definition, for one complex sequence. */
  private static double[] transform(double[] x, int sign) {
    int n = x.length / 2;
    double[] result = new double[2 * n];
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < n; j++) {
        double angle = sign * 2 * Math.PI * ((long) j * k % n) / n;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        result[2 * k] += x[2 * j] * cos - x[2 * j + 1] * sin;
        result[2 * k + 1] += x[2 * j] * sin + x[2 * j + 1] * cos;
      }
    }
    return result;
  }

  private static void assertClose(double[] actual, double... expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(1e-11));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 12, 61, 67, 134, 360, 509})
  void aSequenceOfAnyLengthIsTransformedUnscaled(int n) {
    double[] x = random(2 * n);
    CUdeviceptr in = device.upload(x);
    CUdeviceptr out = device.allocate(16L * n);
    check(JCufft.cufftPlan1d(plan, n, cufftType.CUFFT_Z2Z, 1));
    check(JCufft.cufftExecZ2Z(plan, in, out, CUFFT_FORWARD));
    assertClose(device.downloadDoubles(out, 2 * n), transform(x, -1));
    check(JCufft.cufftExecZ2Z(plan, out, out, CUFFT_INVERSE));
    assertClose(
        device.downloadDoubles(out, 2 * n), Arrays.stream(x).map(value -> value * n).toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8})
  void aRealSequenceHasHalfASpectrumAndComesBackOverwritingIt(int n) {
    double[] x = random(2 * n);
    int half = n / 2 + 1;
    CUdeviceptr in = device.upload(x);
    CUdeviceptr spectra = device.allocate(16L * 2 * half);
    check(JCufft.cufftPlan1d(plan, n, cufftType.CUFFT_D2Z, 2));
    check(JCufft.cufftExecD2Z(plan, in, spectra));
    double[] second = new double[2 * n];
    for (int i = 0; i < n; i++) {
      second[2 * i] = x[n + i];
    }
    double[] all = device.downloadDoubles(spectra, 4 * half);
    assertClose(
        Arrays.copyOfRange(all, 2 * half, 4 * half),
        Arrays.copyOf(transform(second, -1), 2 * half));

    cufftHandle inverse = new cufftHandle();
    check(JCufft.cufftPlan1d(inverse, n, cufftType.CUFFT_Z2D, 2));
    CUdeviceptr back = device.allocate(16L * n);
    check(JCufft.cufftExecZ2D(inverse, spectra, back));
    assertClose(
        device.downloadDoubles(back, 2 * n), Arrays.stream(x).map(value -> value * n).toArray());
    assertThat(device.downloadDoubles(spectra, 1)).containsExactly(Double.NaN);
    check(JCufft.cufftDestroy(inverse));
  }

  @Test
  void rowsArePaddedInPlaceOnly() {
    // Two rows of 3: 4 numbers each in place, as its spectra of 2 take.
    float[] rows = {1, 2, 3, Float.NaN, 4, 5, 6, Float.NaN};
    CUdeviceptr data = device.upload(rows);
    check(JCufft.cufftPlan2d(plan, 2, 3, cufftType.CUFFT_R2C));
    check(JCufft.cufftExecR2C(plan, data, data));
    float[] spectrum = device.downloadFloats(data, 8);
    assertThat(spectrum[0]).isEqualTo(21);
    assertThat(spectrum[4]).isEqualTo(-9);
    assertThat((double) spectrum[3]).isCloseTo(Math.sqrt(3), within(1e-6));
    CUdeviceptr packed = device.upload(1f, 2f, 3f, 4f, 5f, 6f);
    CUdeviceptr out = device.allocate(32);
    check(JCufft.cufftExecR2C(plan, packed, out));
    assertThat(device.downloadFloats(out, 8)).containsExactly(spectrum);
    refused(
        JCufft.cufftExecR2C(plan, packed, packed),
        cufftResult.CUFFT_EXEC_FAILED,
        "the input: 7 elements of 4 bytes");
  }

  @Test
  void columnsAreTransformedByStrideAndDistance() {
    // The columns of a 3×2 matrix, in rows.
    double[] x = random(12);
    CUdeviceptr in = device.upload(x);
    CUdeviceptr out = device.allocate(96);
    check(many(new int[] {3}, 2, 1, 1, 3));
    check(JCufft.cufftExecZ2Z(plan, in, out, CUFFT_FORWARD));
    double[] second = {x[2], x[3], x[6], x[7], x[10], x[11]};
    assertClose(Arrays.copyOfRange(device.downloadDoubles(out, 12), 6, 12), transform(second, -1));
  }

  /** Two transforms of 3 numbers. */
  private int many(int[] embed, int istride, int idist, int ostride, int odist) {
    return JCufft.cufftPlanMany(
        plan,
        1,
        new int[] {3},
        embed,
        istride,
        idist,
        embed,
        ostride,
        odist,
        cufftType.CUFFT_Z2Z,
        2);
  }

  @Test
  void aNullLayoutIgnoresStrideAndDistance() {
    double[] x = random(12);
    CUdeviceptr data = device.upload(x);
    check(many(null, 2, 1, 7, 9));
    check(JCufft.cufftExecZ2Z(plan, data, data, CUFFT_FORWARD));
    assertClose(
        Arrays.copyOf(device.downloadDoubles(data, 12), 6), transform(Arrays.copyOf(x, 6), -1));
  }

  @Test
  void aLayoutBeyondTheBufferIsRefused() {
    CUdeviceptr x = device.allocate(96);
    check(many(new int[] {3}, 2, 2, 1, 3));
    refused(
        JCufft.cufftExecZ2Z(plan, x, device.allocate(96), CUFFT_FORWARD),
        cufftResult.CUFFT_EXEC_FAILED,
        "the input: 7 elements of 16 bytes");
  }

  @Test
  void outputsThatOverlapAreRefused() {
    CUdeviceptr x = device.upload(random(12));
    check(many(new int[] {3}, 1, 3, 1, 2));
    check(JCufft.cufftExecZ2Z(plan, x, device.allocate(96), CUFFT_FORWARD));
    assertThat(JCudaDriver.cuCtxSynchronize()).isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
    assertThat(EmulatedCuda.lastReport()).contains("several elements of the output in one place");
  }

  @Test
  void aPlanOfAnotherTypeIsRefused() {
    CUdeviceptr x = device.allocate(1024);
    check(JCufft.cufftPlan1d(plan, 4, cufftType.CUFFT_C2C, 1));
    refused(
        JCufft.cufftExecZ2Z(plan, x, x, CUFFT_FORWARD),
        cufftResult.CUFFT_INVALID_PLAN,
        "of type 0x29, not 0x69");
    refused(
        JCufft.cufftExecC2C(plan, x, x, 0), cufftResult.CUFFT_INVALID_VALUE, "the direction is 0");
    refused(
        JCufft.cufftExecC2C(plan, x.withByteOffset(4), x, CUFFT_FORWARD),
        cufftResult.CUFFT_UNALIGNED_DATA,
        "not aligned to 8 bytes");
  }

  @Test
  void impossibleSizesAreRefused() {
    refused(
        JCufft.cufftPlan1d(plan, 0, cufftType.CUFFT_C2C, 1),
        cufftResult.CUFFT_INVALID_SIZE,
        "no size: 0");
    refused(
        JCufft.cufftPlan1d(plan, 4, cufftType.CUFFT_C2C, 0),
        cufftResult.CUFFT_INVALID_SIZE,
        "batch is 0");
    assertThat(EmulatedCuda.describeObjects()).isEmpty();
  }

  @Test
  void aPlanWithoutAWorkAreaNeedsOne() {
    long[] size = new long[1];
    CUdeviceptr x = device.upload(1f, 0f, 2f, 0f);
    check(JCufft.cufftCreate(plan));
    check(JCufft.cufftSetAutoAllocation(plan, 0));
    check(JCufft.cufftMakePlan1d(plan, 2, cufftType.CUFFT_C2C, 1, size));
    refused(JCufft.cufftExecC2C(plan, x, x, CUFFT_FORWARD), NO_WORKSPACE, "no work area");
    CUdeviceptr work = device.allocate(size[0]);
    refused(
        JCufft.cufftSetWorkArea(plan, device.allocate(size[0] - 1)),
        cufftResult.CUFFT_EXEC_FAILED,
        "the work area");
    check(JCufft.cufftSetWorkArea(plan, work));
    check(JCufft.cufftExecC2C(plan, x, x, CUFFT_FORWARD));
    assertThat(device.downloadFloats(x, 4)).containsExactly(3, 0, -1, 0);
    device.free(work);
    refused(
        JCufft.cufftExecC2C(plan, x, x, CUFFT_FORWARD),
        cufftResult.CUFFT_EXEC_FAILED,
        "the work area");
  }

  @Test
  void aPlanHoldsItsMemoryUntilItIsDestroyed() {
    long allocations = EmulatedCuda.liveAllocations();
    check(JCufft.cufftPlan1d(plan, 8, cufftType.CUFFT_C2C, 1));
    assertThat(EmulatedCuda.describeObjects()).isEqualTo("1 cuFFT plan");
    assertThat(EmulatedCuda.liveAllocations()).isEqualTo(allocations + 1);
    check(JCufft.cufftDestroy(plan));
    assertThat(EmulatedCuda.describeObjects()).isEmpty();
    assertThat(EmulatedCuda.liveAllocations()).isEqualTo(allocations);
    refused(JCufft.cufftDestroy(plan), cufftResult.CUFFT_INVALID_PLAN, "was destroyed");
    EmulatedCuda.failAllocation(1);
    refused(
        JCufft.cufftPlan1d(plan, 8, cufftType.CUFFT_C2C, 1),
        cufftResult.CUFFT_ALLOC_FAILED,
        "no device memory");
  }

  @Test
  void workIsDoneOnThePlansStream() {
    CUstream stream = new CUstream();
    EmulatedDevice.check(JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING));
    CUdeviceptr x = device.upload(1f, 0f, 2f, 0f);
    check(JCufft.cufftPlan1d(plan, 2, cufftType.CUFFT_C2C, 1));
    check(JCufft.cufftExecC2C(plan, x, x, CUFFT_FORWARD));
    assertThat(onStream(stream, x)).as("the stream was not set").isEqualTo(1);
    check(JCufft.cufftSetStream(plan, new cudaStream_t(stream)));
    check(JCufft.cufftExecC2C(plan, x, x, CUFFT_FORWARD));
    assertThat(onStream(stream, x)).isEqualTo(3);
    EmulatedDevice.check(JCudaDriver.cuStreamDestroy(stream));
  }

  private static float onStream(CUstream stream, CUdeviceptr address) {
    float[] first = new float[1];
    EmulatedDevice.check(JCudaDriver.cuMemcpyDtoHAsync(Pointer.to(first), address, 4, stream));
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(stream));
    return first[0];
  }
}
