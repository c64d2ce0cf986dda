package org.warpath.linalg.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.FunctionDescriptor;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class OpenBlasTest {

  @Test
  void theLibraryLoadsAndSaysWhatItIs() {
    assertThat(OpenBlas.version()).isEqualTo("0.3.31");
    assertThat(OpenBlas.core()).matches("[A-Za-z0-9_-]+");
    assertThat(OpenBlas.describe()).isEqualTo("OpenBLAS 0.3.31 for " + OpenBlas.core());
  }

  @Test
  void aFunctionItHasNotIsNamed() {
    assertThatThrownBy(() -> OpenBlas.function("cblas_tgemm", FunctionDescriptor.ofVoid()))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("cblas_tgemm");
  }
}
