package org.warpath.kernels.cuda.emulator;

import static jcuda.driver.CUresult.CUDA_SUCCESS;

import java.nio.ByteOrder;
import java.util.Arrays;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import jcuda.nvrtc.JNvrtc;
import jcuda.nvrtc.nvrtcProgram;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/** Device 0 of the emulated driver through plain JCuda, for the tests of the emulator itself. */
final class EmulatedDevice implements AutoCloseable {
  private final CUdevice device = new CUdevice();
  private final Device product;

  EmulatedDevice() {
    // The tests of the runtime may share this process: its device must learn of each reset.
    product = Engine.cuda().device();
    product.reset();
    CudaLibraries.instance().require(CudaLibrary.NVRTC);
    JCudaDriver.setExceptionsEnabled(false);
    JNvrtc.setExceptionsEnabled(false);
    EmulatedCuda.printReports(false);
    check(JCudaDriver.cuInit(0));
    check(JCudaDriver.cuDeviceGet(device, 0));
    retain();
  }

  /** Makes the context usable: at first, and after a reset. */
  void retain() {
    CUcontext context = new CUcontext();
    check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device));
    check(JCudaDriver.cuCtxSetCurrent(context));
  }

  void reset() {
    check(JCudaDriver.cuDevicePrimaryCtxReset(device));
  }

  /** Forgets whatever the test left, a sticky error too. */
  @Override
  public void close() {
    EmulatedCuda.reset();
    product.reset();
  }

  CUmodule compile(String source, String... options) {
    Compilation compilation = tryCompile(source, options);
    if (compilation.result() != 0) {
      throw new AssertionError("the kernel does not compile:\n" + compilation.log());
    }
    CUmodule module = new CUmodule();
    check(JCudaDriver.cuModuleLoadData(module, compilation.cubin()));
    return module;
  }

  CUfunction kernel(String source, String name, String... options) {
    CUfunction function = new CUfunction();
    check(JCudaDriver.cuModuleGetFunction(function, compile(source, options), name));
    return function;
  }

  record Compilation(int result, String log, byte[] cubin) {}

  static Compilation tryCompile(String source, String... options) {
    nvrtcProgram program = new nvrtcProgram();
    String[] headers = {"#define ANSWER 42\n"};
    String[] names = {"answer.cuh"};
    JNvrtc.nvrtcCreateProgram(program, source, "test.cu", 1, headers, names);
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--gpu-architecture=sm_90";
    int result = JNvrtc.nvrtcCompileProgram(program, all.length, all);
    String[] log = new String[1];
    JNvrtc.nvrtcGetProgramLog(program, log);
    byte[] cubin = {};
    if (result == 0) {
      long[] size = new long[1];
      JNvrtc.nvrtcGetCUBINSize(program, size);
      cubin = new byte[Math.toIntExact(size[0])];
      JNvrtc.nvrtcGetCUBIN(program, cubin);
    }
    JNvrtc.nvrtcDestroyProgram(program);
    return new Compilation(result, log[0], cubin);
  }

  CUdeviceptr allocate(long bytes) {
    CUdeviceptr address = new CUdeviceptr();
    check(JCudaDriver.cuMemAlloc(address, bytes));
    return address;
  }

  /** Host memory with an address of its own, as JCuda needs it where it does not take arrays. */
  Pointer pinned(long bytes) {
    Pointer address = new Pointer();
    check(JCudaDriver.cuMemHostAlloc(address, bytes, 0));
    return address;
  }

  static int integer(Pointer pinned) {
    return pinned.getByteBuffer(0, 4).order(ByteOrder.nativeOrder()).getInt(0);
  }

  CUdeviceptr upload(int... values) {
    CUdeviceptr address = allocate(4L * values.length);
    check(JCudaDriver.cuMemcpyHtoD(address, Pointer.to(values), 4L * values.length));
    return address;
  }

  CUdeviceptr upload(float... values) {
    return upload(Pointer.to(values), 4L * values.length);
  }

  CUdeviceptr upload(double... values) {
    return upload(Pointer.to(values), 8L * values.length);
  }

  CUdeviceptr upload(short... values) {
    return upload(Pointer.to(values), 2L * values.length);
  }

  /** An array of addresses, as batched functions take it. */
  CUdeviceptr uploadPointers(Pointer... addresses) {
    return upload(Pointer.to(addresses), 8L * addresses.length);
  }

  private CUdeviceptr upload(Pointer values, long bytes) {
    CUdeviceptr address = allocate(bytes);
    check(JCudaDriver.cuMemcpyHtoD(address, values, bytes));
    return address;
  }

  /** Waits for the device first. */
  float[] downloadFloats(CUdeviceptr address, int count) {
    float[] values = new float[count];
    download(address, Pointer.to(values), 4L * count);
    return values;
  }

  /** Waits for the device first. */
  double[] downloadDoubles(CUdeviceptr address, int count) {
    double[] values = new double[count];
    download(address, Pointer.to(values), 8L * count);
    return values;
  }

  private static void download(CUdeviceptr address, Pointer to, long bytes) {
    check(JCudaDriver.cuCtxSynchronize());
    check(JCudaDriver.cuMemcpyDtoH(to, address, bytes));
  }

  int[] download(CUdeviceptr address, int count) {
    int[] values = new int[count];
    check(JCudaDriver.cuMemcpyDtoH(Pointer.to(values), address, 4L * count));
    return values;
  }

  void free(CUdeviceptr address) {
    check(JCudaDriver.cuMemFree(address));
  }

  /** Launches on the default stream and waits; the driver's code. */
  int run(CUfunction kernel, int blocks, int threads, int sharedBytes, Object... arguments) {
    int launched = launch(kernel, blocks, threads, sharedBytes, arguments);
    return launched != CUDA_SUCCESS ? launched : JCudaDriver.cuCtxSynchronize();
  }

  int launch(CUfunction kernel, int blocks, int threads, int sharedBytes, Object... arguments) {
    return JCudaDriver.cuLaunchKernel(
        kernel, blocks, 1, 1, threads, 1, 1, sharedBytes, null, parameters(arguments), null);
  }

  static Pointer parameters(Object... arguments) {
    Pointer[] pointers = new Pointer[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      pointers[i] =
          switch (arguments[i]) {
            case CUdeviceptr address -> Pointer.to(address);
            case Integer value -> Pointer.to(new int[] {value});
            case Long value -> Pointer.to(new long[] {value});
            case Float value -> Pointer.to(new float[] {value});
            case Double value -> Pointer.to(new double[] {value});
            default -> throw new IllegalArgumentException("no kernel argument: " + arguments[i]);
          };
    }
    return Pointer.to(pointers);
  }

  static void check(int result) {
    if (result != CUDA_SUCCESS) {
      throw new AssertionError(CUresult.stringFor(result) + "; " + EmulatedCuda.lastReport());
    }
  }
}
