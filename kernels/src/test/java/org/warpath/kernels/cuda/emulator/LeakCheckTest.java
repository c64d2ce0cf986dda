package org.warpath.kernels.cuda.emulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jcuda.driver.CUdeviceptr;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

@Tag("emulator")
class LeakCheckTest {
  private final LeakCheck check = new LeakCheck();
  private EmulatedDevice device;

  @BeforeEach
  void open() {
    device = new EmulatedDevice();
    check.remember();
  }

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void aBufferThatIsNotFreedFails() {
    device.allocate(1000);
    assertThatThrownBy(check::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("leaks 1 allocations, 1000 bytes");
  }

  @Test
  void aFreedBufferPasses() {
    CUdeviceptr buffer = device.allocate(1000);
    device.free(buffer);
    assertThatCode(check::verify).doesNotThrowAnyException();
  }

  @Test
  void aHandleThatIsNotDestroyedFails() {
    CudaLibraries.instance().require(CudaLibrary.CUBLAS);
    cublasHandle handle = new cublasHandle();
    JCublas2.cublasCreate(handle);
    assertThatThrownBy(check::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("leaks 1 handles, descriptors or plans")
        .hasMessageContaining("1 cuBLAS handle");
    JCublas2.cublasDestroy(handle);
    assertThatCode(check::verify).doesNotThrowAnyException();
  }
}
