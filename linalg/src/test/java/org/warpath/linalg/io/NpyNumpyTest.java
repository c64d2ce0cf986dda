package org.warpath.linalg.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Vector;

/** Files that npy_fixtures.py wrote with NumPy. */
class NpyNumpyTest {

  static Path file(String name) {
    try {
      return Path.of(NpyNumpyTest.class.getResource("/npy/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** What npy_fixtures.py puts at place {@code k} of the C order. */
  private static double expected(NpyType type, long k) {
    double x = (7 * k % 11 - 3) / 4.0;
    return switch (type) {
      case BOOL -> x > 0 ? 1 : 0;
      case INT8, INT16, INT32, INT64 -> 4 * x;
      case UINT8, UINT16, UINT32, UINT64 -> 4 * x + 3;
      default -> x;
    };
  }

  private static void assertHolds(String name, NpyArray array) {
    String[] parts = name.split("_", -1);
    NpyType type = NpyType.valueOf(parts[0].toUpperCase(Locale.ROOT));
    long[] shape =
        parts[1].isEmpty()
            ? new long[0]
            : Arrays.stream(parts[1].split("x")).mapToLong(Long::parseLong).toArray();
    assertThat(array.dtype()).as(name).isEqualTo(type);
    assertThat(array.shape()).as(name).isEqualTo(shape);
    if (type.isComplex()) {
      if (!array.fortranOrder()) {
        NpyType part = type == NpyType.COMPLEX64 ? NpyType.FLOAT32 : NpyType.FLOAT64;
        for (long k = 0; k < array.size(); k++) {
          double real = expected(type, k);
          assertThat(part.get(array.data(), 2 * k)).as(name).isEqualTo(real);
          assertThat(part.get(array.data(), 2 * k + 1)).as(name).isEqualTo(-2 * real);
        }
      }
      return;
    }
    switch (shape.length) {
      case 0 -> assertThat(type.get(array.data(), 0)).as(name).isEqualTo(expected(type, 0));
      case 1 -> {
        Vector vector = array.asVector();
        assertThat(vector.length()).isEqualTo((int) shape[0]);
        for (int i = 0; i < vector.length(); i++) {
          assertThat(vector.get(i)).as(name).isEqualTo(expected(type, i));
        }
      }
      case 2 -> assertHolds(name, type, array.asMatrix(), 0);
      case 3 -> {
        MatrixBatch batch = array.asBatch();
        assertThat(batch.count()).isEqualTo((int) shape[0]);
        for (int i = 0; i < batch.count(); i++) {
          assertHolds(name, type, batch.get(i), i * shape[1] * shape[2]);
        }
      }
      default -> assertThat(array.size()).isEqualTo(16);
    }
  }

  private static void assertHolds(String name, NpyType type, Matrix matrix, long first) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        assertThat(matrix.get(i, j))
            .as(name)
            .isEqualTo(expected(type, first + (long) i * matrix.columns() + j));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "deflated.npz"})
  void arraysOfAllTypesShapesAndOrdersAreReadFromAFileAndAStream(String name) throws IOException {
    Map<String, NpyArray> arrays = Npz.read(file(name));
    assertThat(arrays).hasSizeGreaterThan(20);
    arrays.forEach(NpyNumpyTest::assertHolds);
    try (InputStream in = NpyNumpyTest.class.getResourceAsStream("/npy/" + name)) {
      Map<String, NpyArray> streamed = Npz.read(in);
      assertThat(streamed).containsOnlyKeys(arrays.keySet());
      streamed.forEach(NpyNumpyTest::assertHolds);
    }
  }

  @Test
  void allVersionsAreReadAndNamesMayLackTheirEnding() throws IOException {
    Map<String, NpyArray> arrays = Npz.read(file("versions.npz"));
    assertThat(arrays).containsOnlyKeys("version1", "version2", "version3");
    arrays.values().forEach(array -> assertHolds("float64_3x4", array));
  }

  @Test
  void whatIsWrittenEqualsNumpysFilesByteForByte(@TempDir Path folder) throws IOException {
    Path target = folder.resolve("written.npy");
    try (ZipFile zip = new ZipFile(file("deflated.npz").toFile())) {
      for (Map.Entry<String, NpyArray> array : Npz.read(file("deflated.npz")).entrySet()) {
        Npy.write(target, array.getValue());
        String numpys = array.getKey().replace("_be", "_le") + ".npy";
        try (InputStream in = zip.getInputStream(zip.getEntry(numpys))) {
          assertThat(target).as(array.getKey()).hasBinaryContent(in.readAllBytes());
        }
      }
    }
  }

  @Test
  void filesOfBothOrdersAreReadAndMapped(@TempDir Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(file("deflated.npz").toFile());
        Arena arena = Arena.ofConfined()) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Path file = folder.resolve("array.npy");
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        String name = entry.getName().replace(".npy", "");
        assertHolds(name, Npy.read(file));
        assertHolds(name, Npy.map(file, arena));
      }
    }
  }

  @Test
  void anArchiveWithoutArraysIsEmpty() throws IOException {
    assertThat(Npz.read(file("none.npz"))).isEmpty();
    try (InputStream in = NpyNumpyTest.class.getResourceAsStream("/npy/none.npz")) {
      assertThat(Npz.read(in)).isEmpty();
    }
  }
}
