package org.warpath.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.kernels.cuda.libraries.ChildJvm;

/** The real compiler beside a driver that has nothing of what the compiler's own cache asks for. */
@Tag("emulator")
class CompilerBesideDriverTest {

  /** Compiles a file after the driver is loaded. */
  static final class Compilation {
    private Compilation() {}

    public static void main(String[] arguments) {
      Device.count();
      KernelCompiler.Compiled compiled =
          KernelCompiler.compile(KernelSource.named("scan"), new Architecture(9, 0), false);
      System.out.println(KernelCompiler.version() + ": " + compiled.log());
    }
  }

  @Test
  void compilesAllTheSame(@TempDir Path folder) throws Exception {
    Path compiler = Path.of("target", "cuda-redist").toAbsolutePath();
    assumeTrue(
        Files.isDirectory(compiler), "quick builds do not unpack the real compiler to " + compiler);
    Path driver = Files.createDirectories(folder.resolve("driver"));
    Files.copy(EmulatedCuda.folder().resolve("libcuda.so.1"), driver.resolve("libcuda.so.1"));
    Files.createDirectories(folder.resolve("shared"));
    List<String> output =
        ChildJvm.run(
            folder,
            "",
            List.of("-Dwarpath.cuda.libs=" + driver + File.pathSeparator + compiler),
            Compilation.class);
    assertThat(output).containsExactly("12.9: ");
  }
}
