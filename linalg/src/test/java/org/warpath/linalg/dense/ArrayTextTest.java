package org.warpath.linalg.dense;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;
import org.warpath.linalg.sparse.Csr;

/** Texts are those that array_text_fixtures.py got of NumPy. */
class ArrayTextTest {

  private static InputStream resource(String name) {
    return ArrayTextTest.class.getResourceAsStream("/array_text/" + name);
  }

  private static String text(NpyArray array) {
    return switch (array.dimensions()) {
      case 1 -> array.asVector().toString();
      case 2 -> array.asMatrix().toString();
      default -> array.asBatch().toString();
    };
  }

  @Test
  void textsAreNumpys() throws IOException {
    Map<String, NpyArray> arrays;
    String texts;
    try (InputStream npz = resource("arrays.npz");
        InputStream gzip = new GZIPInputStream(resource("texts.txt.gz"))) {
      arrays = Npz.read(npz);
      texts = new String(gzip.readAllBytes(), UTF_8);
    }
    Map<String, Long> read = new HashMap<>();
    for (String entry : texts.substring(4).split("\n=== ", -1)) {
      String[] parts = entry.split("[ \n]", 3);
      long[] shape = Stream.of(parts[1].split("x", -1)).mapToLong(Long::parseLong).toArray();
      NpyArray all = arrays.get(parts[0]);
      long first = read.getOrDefault(parts[0], 0L);
      long size = LongStream.of(shape).reduce(1, (x, y) -> x * y);
      long bytes = first * all.dtype().byteSize();
      NpyArray array = new NpyArray(all.dtype(), shape, false, all.data().asSlice(bytes));
      assertThat(text(array)).as(entry).isEqualTo(parts[2].stripTrailing());
      read.put(parts[0], first + size);
    }
    assertThat(read).hasSize(3);
    arrays.forEach((type, all) -> assertThat(read.get(type)).isEqualTo(all.size()));
  }

  @Test
  void viewsReadLikeTheirElements() {
    Matrix matrix = Matrix.zeros(ElementType.FLOAT32, 3, 4);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        matrix.set(i, j, 10 * i + j);
      }
    }
    assertThat(matrix.transposed().block(1, 4, 0, 2))
        .hasToString("[[ 1. 11.]\n [ 2. 12.]\n [ 3. 13.]]");
    assertThat(matrix.column(2).every(2)).hasToString("[ 2. 22.]");
    MatrixBatch twice = new MatrixBatch(ElementType.FLOAT32, matrix.memory(), 2, 1, 2, 4, 1, 0);
    assertThat(twice).hasToString("[[[0. 1.]]\n\n [[0. 1.]]]");
  }

  @Test
  void halvesOfFloatsHaveDigitsEnoughToTellThem() {
    assertThat(Vector.of(0.1, 1, -3.140625, 99.5).as(ElementType.BFLOAT16))
        .hasToString("[ 0.1   1.   -3.14 99.5 ]");
    assertThat(Vector.of(100, 1).as(ElementType.BFLOAT16)).hasToString("[1.e+02 1.e+00]");
  }

  @Test
  void aSparseMatrixTellsItsTypeShapeAndSize() {
    Csr csr = Csr.of(Arena.ofAuto(), 4, new long[] {0, 1, 2}, new int[] {3, 0}, new float[] {1, 2});
    assertThat(csr).hasToString("Csr[float32 2×4, 2 entries]");
    assertThat(csr.withoutValues()).hasToString("Csr[pattern 2×4, 2 entries]");
  }
}
