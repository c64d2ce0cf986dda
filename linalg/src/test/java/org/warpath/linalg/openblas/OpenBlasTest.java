package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class OpenBlasTest {

  @Test
  @SuppressWarnings("restricted") // the text is of unknown length
  void theLibraryLoadsAndSaysWhatItIs() throws Throwable {
    MemorySegment text =
        (MemorySegment)
            OpenBlas.function(
                    "openblas_get_config",
                    FunctionDescriptor.of(
                        ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(1 << 10, JAVA_BYTE))))
                .invokeExact();
    assertThat(text.getString(0)).startsWith("OpenBLAS 0.3.31");
  }
}
