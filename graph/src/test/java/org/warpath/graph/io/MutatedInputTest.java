package org.warpath.graph.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.GraphFormatException;

/** Small inputs with random defects: each is read, or refused with the one kind of exception. */
class MutatedInputTest {
  private static final int MUTANTS = 200;
  private static final byte[] REPLACEMENTS =
      " \t\n\r,;.-+eE#%\"aznp\u00ff\u00000159".getBytes(UTF_8);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EDGE_LIST | # Nodes: 5 Edges: 3\\n0 1 2.5\\n1 2 1\\n4 0 7\\n",
        "EDGE_LIST | source,target,weight\\n\"a b\",c,1\\nc,\"d \"\"e\",2\\n",
        "EDGE_LIST | -5 900000000000\\n7 8\\n900000000000 7\\n",
        "MATRIX_MARKET | %%MatrixMarket matrix coordinate real symmetric\\n% c\\n3 3 2\\n2 1 5\\n3 3 1\\n",
        "MATRIX_MARKET | %%MatrixMarket matrix array real general\\n2 2\\n1 2\\n3\\n4\\n",
        "DIMACS | c x\\np sp 3 2\\na 1 2 5\\na 3 1 9\\n",
        "PACE | c x\\np tw 3 2\\n1 2\\n3 1\\n",
        "METIS | % x\\n3 2 11 1\\n4 2 1\\n4 1 1 3 2\\n4 2 2\\n",
      })
  void readsOrRefuses(GraphFormat format, String text) throws IOException {
    byte[] sound = text.replace("\\n", "\n").getBytes(UTF_8);
    Path file = folder.resolve("mutant");
    ImportOptions options = ImportOptions.defaults().withFormat(format);
    int read = 0;
    int refused = 0;
    for (int seed = 0; seed < MUTANTS; seed++) {
      Files.write(file, mutant(sound, new Random(seed)));
      try {
        Imports.run(options, file).close();
        read++;
      } catch (GraphFormatException e) {
        if (!String.valueOf(e.getMessage()).startsWith(file + ":")) {
          throw new AssertionError("seed " + seed + ": the message names no file", e);
        }
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + Files.readString(file), e);
      }
    }
    assertThat(read).as("mutants read").isPositive();
    assertThat(refused).as("mutants refused").isPositive();
  }

  private static byte[] mutant(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int defects = 1 + random.nextInt(3); defects > 0; defects--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 1 -> {
          System.arraycopy(bytes, at + 1, bytes, at, bytes.length - at - 1);
          bytes = Arrays.copyOf(bytes, Math.max(1, bytes.length - 1));
        }
        default -> bytes[at] = REPLACEMENTS[random.nextInt(REPLACEMENTS.length)];
      }
    }
    return bytes;
  }
}
