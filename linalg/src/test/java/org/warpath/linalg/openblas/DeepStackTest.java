package org.warpath.linalg.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

class DeepStackTest {

  // In a process of its own: what goes wrong here hangs it or ends it.
  @Test
  void aStackThatOverflowsAroundACallLeavesTheLibraryUsable() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Overflowing.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("still runs").isTrue();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(output).isZero();
      assertThat(output).contains("calls came through: true, overflows: true");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Calls OpenBLAS at the end of small stacks, from where there is no room for it upwards. */
  static final class Overflowing {
    private static final int ROUNDS = 40;
    private static final int CALLS = 3;

    private final Runnable call;
    private int done;
    private int overflows;

    private Overflowing(Runnable call) {
      this.call = call;
    }

    // The deepest level that has caught the overflow tries first, then each above it.
    @SuppressWarnings("InfiniteRecursion") // Its end is that of the stack.
    private void descend() {
      try {
        descend();
      } catch (StackOverflowError e) {
        if (done < CALLS) {
          attempt();
          throw e;
        }
      }
    }

    private void attempt() {
      try {
        call.run();
        done++;
      } catch (StackOverflowError e) {
        overflows++;
      }
    }

    public static void main(String[] arguments) throws InterruptedException {
      Vector x = Vector.zeros(ElementType.FLOAT64, 20_000);
      Matrix a = Matrix.zeros(ElementType.FLOAT64, 80, 80);
      Matrix b = Matrix.zeros(ElementType.FLOAT64, 80, 80);
      Runnable dot = () -> Blas.dot(x, x, Engine.cpu(2));
      Runnable gemm = () -> Blas.gemm(1, a, a, 0, b, Engine.cpu(2));
      // A class whose initialisation overflows is lost for good, as everywhere in Java.
      dot.run();
      gemm.run();
      int through = 0;
      int overflows = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Overflowing caller = new Overflowing(round % 2 == 0 ? dot : gemm);
        Runnable body =
            () -> {
              try {
                caller.descend();
              } catch (StackOverflowError e) {
                caller.overflows++;
              }
            };
        Thread thread = new Thread(null, body, "small", (256 + round % 8 * 64) << 10);
        thread.start();
        thread.join();
        through += caller.done;
        overflows += caller.overflows;
        // Waits for all who asked for two threads.
        Blas.dot(x, x, Engine.cpu(1));
      }
      System.out.println(
          "calls came through: %b, overflows: %b".formatted(through > 0, overflows > ROUNDS));
    }
  }
}
