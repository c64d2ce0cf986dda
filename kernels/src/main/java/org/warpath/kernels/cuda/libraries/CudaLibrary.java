package org.warpath.kernels.cuda.libraries;

import java.util.List;

/**
 * The NVIDIA libraries Warpath calls, each through one JCuda class with a native half of its own.
 */
public enum CudaLibrary {
  /** The driver; it comes with the graphics card's driver package, not with a toolkit. */
  DRIVER("CUDA driver", "jcuda", "driver.JCudaDriver", JCuda.V12, Soname.CUDA_1),

  /** The run-time compiler, NVRTC; works without a GPU. */
  NVRTC("NVRTC", "jcuda", "nvrtc.JNvrtc", JCuda.V12, Soname.NVRTC_12, Soname.NVRTC_13),

  /** Dense linear algebra. */
  CUBLAS("cuBLAS", "jcublas", "jcublas.JCublas2", JCuda.V12, Soname.CUBLAS_12, Soname.CUBLAS_13),

  /** Sparse linear algebra; CUDA 12 and CUDA 13 name it the same. */
  CUSPARSE("cuSPARSE", "jcusparse", "jcusparse.JCusparse", JCuda.V12, Soname.CUSPARSE_12),

  /** Fourier transforms: cuFFT 11 belongs to CUDA 12, cuFFT 12 to CUDA 13. */
  CUFFT("cuFFT", "jcufft", "jcufft.JCufft", JCuda.V11, Soname.CUFFT_11, Soname.CUFFT_12);

  /** A name the dynamic loader knows a library by. */
  enum Soname {
    CUDA_1("libcuda.so.1", 0),
    NVRTC_12("libnvrtc.so.12", 12),
    NVRTC_13("libnvrtc.so.13", 13),
    CUBLAS_12("libcublas.so.12", 12),
    CUBLAS_13("libcublas.so.13", 13),
    CUSPARSE_12("libcusparse.so.12", 0),
    CUFFT_11("libcufft.so.11", 12),
    CUFFT_12("libcufft.so.12", 13);

    private final String text;
    private final int cudaMajor;

    Soname(String text, int cudaMajor) {
      this.text = text;
      this.cudaMajor = cudaMajor;
    }

    String text() {
      return text;
    }

    /** The CUDA version that has this name; 0 where the name does not tell. */
    int cudaMajor() {
      return cudaMajor;
    }
  }

  /** The releases of JCuda's native halves on the class path. */
  private static final class JCuda {
    static final String V12 = "12.6.0";
    // JCufft's last; its Java half nevertheless asks for a file named for JCuda 12.6.
    static final String V11 = "11.8.0";
  }

  private final String title;
  private final String artifact;
  private final String className;
  private final String nativeHalfVersion;
  private final Soname oldest;
  private final Soname newest;

  CudaLibrary(
      String title, String artifact, String className, String nativeHalfVersion, Soname only) {
    this(title, artifact, className, nativeHalfVersion, only, only);
  }

  CudaLibrary(
      String title,
      String artifact,
      String className,
      String nativeHalfVersion,
      Soname oldest,
      Soname newest) {
    this.title = title;
    this.artifact = artifact;
    this.className = className;
    this.nativeHalfVersion = nativeHalfVersion;
    this.oldest = oldest;
    this.newest = newest;
  }

  /** The library's usual name, for people. */
  public String title() {
    return title;
  }

  /** The JCuda class that {@link CudaLibraries#require} makes usable. */
  String jcudaClass() {
    return "jcuda." + className;
  }

  /** The file JCuda's class asks for. */
  String nativeHalf() {
    return nativeHalf(JCuda.V12);
  }

  /** Where that file lies on the class path. */
  String nativeHalfResource() {
    return "/lib/" + nativeHalf(nativeHalfVersion);
  }

  private String nativeHalf(String version) {
    String simpleName = className.substring(className.lastIndexOf('.') + 1);
    return "lib" + simpleName + "-" + version + "-linux-x86_64.so";
  }

  /** The Maven artifact whose jar holds the native half. */
  String nativeHalfArtifact() {
    return "org.jcuda:" + artifact + "-natives:" + nativeHalfVersion + ":linux-x86_64";
  }

  /** The soname the native half was linked against. */
  String nativeHalfAsksFor() {
    return this == CUFFT ? "libcufft.so.10" : oldest.text();
  }

  /** The sonames that will do, oldest CUDA first. */
  List<Soname> sonames() {
    return newest.equals(oldest) ? List.of(oldest) : List.of(oldest, newest);
  }

  /** {@code libcublas.so.12 or .13}. */
  String sonamesForPeople() {
    String name = newest.text();
    return newest.equals(oldest)
        ? name
        : oldest.text() + " or " + name.substring(name.lastIndexOf('.'));
  }
}
