package org.warpath.linalg.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Vector;

/** What is written is read back the same, whatever its type, shape and place in memory. */
class NpyRoundTripTest {

  private static Path temporary() throws IOException {
    Path file = Files.createTempFile("round-trip", ".npy");
    file.toFile().deleteOnExit();
    return file;
  }

  private static void assertSameBits(NpyArray actual, NpyArray expected) {
    assertThat(actual.dtype()).isEqualTo(expected.dtype());
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.fortranOrder()).isEqualTo(expected.fortranOrder());
    assertThat(actual.data().mismatch(expected.data())).isEqualTo(-1);
  }

  private static NpyArray random(NpyType type, long[] shape, boolean fortran, Random random) {
    MemorySegment data = NpyArray.allocate(type, NpyShape.byteSize(type, shape));
    byte[] bytes = new byte[(int) data.byteSize()];
    random.nextBytes(bytes);
    MemorySegment.copy(bytes, 0, data, JAVA_BYTE, 0, bytes.length);
    return new NpyArray(type, shape, fortran, data);
  }

  @Property(tries = 200)
  void arraysOfAnyBits(
      @ForAll NpyType type,
      @ForAll @Size(max = 4) List<@IntRange(max = 5) Integer> sizes,
      @ForAll boolean fortran,
      @ForAll Random random)
      throws IOException {
    long[] shape = sizes.stream().mapToLong(Integer::longValue).toArray();
    NpyArray array = random(type, shape, fortran, random);
    Path file = temporary();
    Npy.write(file, array);
    assertSameBits(Npy.read(file), array);
    try (Arena arena = Arena.ofConfined()) {
      assertSameBits(Npy.map(file, arena), array);
    }
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    Npy.write(streamed, array);
    assertThat(file).hasBinaryContent(streamed.toByteArray());
    if (!fortran) {
      byte[] heap = array.data().toArray(JAVA_BYTE);
      byte[] written = Files.readAllBytes(file);
      Npy.write(file, type, shape, MemorySegment.ofArray(heap));
      assertThat(file).hasBinaryContent(written);
    }
    Files.delete(file);
  }

  @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
  void archivesOfArrays(
      @ForAll @Size(max = 5) Set<@StringLength(min = 1, max = 9) String> names,
      @ForAll NpyType type,
      @ForAll Random random)
      throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (String name : names) {
      String key = name.replaceAll("[\\p{C}/.]", "_") + arrays.size();
      arrays.put(key, random(type, new long[] {random.nextInt(9), 3}, false, random));
    }
    Path file = temporary();
    Npz.write(file, arrays);
    byte[] first = Files.readAllBytes(file);
    assertSame(Npz.read(file), arrays);
    assertSame(Npz.read(Files.newInputStream(file)), arrays);
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    Npz.write(streamed, arrays);
    assertThat(streamed.toByteArray()).isEqualTo(first);
    Npz.write(file, arrays);
    assertThat(file).hasBinaryContent(first);
    Npz.writeCompressed(file, arrays);
    assertSame(Npz.read(file), arrays);
    assertSame(Npz.read(Files.newInputStream(file)), arrays);
    Files.delete(file);
  }

  private static void assertSame(Map<String, NpyArray> actual, Map<String, NpyArray> expected) {
    assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
    actual.forEach((name, array) -> assertSameBits(array, expected.get(name)));
  }

  private static Matrix random(
      ElementType type, int rows, int columns, int rowStride, int columnStride, Random random) {
    long elements = Math.max(1, (long) rows * rowStride + (long) columns * columnStride);
    MemorySegment memory = Arena.ofAuto().allocate(elements * type.byteSize(), 64);
    for (long i = 0; i < elements; i++) {
      type.set(memory, i, random.nextInt(2001) - 1000);
    }
    return new Matrix(type, memory, rows, columns, rowStride, columnStride);
  }

  @Property(tries = 200)
  void matricesThatAreViews(
      @ForAll ElementType type,
      @ForAll @IntRange(max = 5) int rows,
      @ForAll @IntRange(max = 5) int columns,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll @IntRange(max = 2) int gap,
      @ForAll boolean transposed,
      @ForAll Random random)
      throws IOException {
    int rowStride = Math.max(1, columns * step + gap);
    Matrix plain = random(type, rows, columns, rowStride, step, random);
    Matrix matrix = transposed ? plain.transposed() : plain;
    Path file = temporary();

    Npy.write(file, NpyArray.of(matrix));
    NpyArray array = Npy.read(file);

    assertThat(array.asMatrix().toArray()).isDeepEqualTo(matrix.toArray());
    assertThat(array.asMatrix().type())
        .isEqualTo(type == ElementType.BFLOAT16 ? ElementType.FLOAT32 : type);
    boolean packed = step == 1 && gap == 0;
    if (packed && rows > 1 && columns > 1) {
      assertThat(array.fortranOrder()).isEqualTo(transposed && type != ElementType.BFLOAT16);
    }
    Files.delete(file);
  }

  @Property(tries = 100)
  void vectorsAndBatchesThatAreViews(
      @ForAll ElementType type,
      @ForAll @IntRange(max = 4) int count,
      @ForAll @IntRange(max = 4) int rows,
      @ForAll @IntRange(max = 4) int columns,
      @ForAll @IntRange(min = 1, max = 3) int step,
      @ForAll boolean transposed,
      @ForAll Random random) {
    int rowStride = Math.max(1, columns * step);
    int batchStride = rows * rowStride * random.nextInt(3);
    Matrix all = random(type, 1, Math.max(1, count * batchStride + rows * rowStride), 1, 1, random);
    MatrixBatch plain =
        new MatrixBatch(type, all.memory(), count, rows, columns, rowStride, step, batchStride);
    MatrixBatch batch = transposed ? plain.transposed() : plain;

    MatrixBatch read = NpyArray.of(batch).asBatch();
    assertThat(read.shape()).isEqualTo(batch.shape());
    for (int i = 0; i < count; i++) {
      assertThat(read.get(i).toArray()).isDeepEqualTo(batch.get(i).toArray());
    }
    Vector vector = all.row(0).every(step);
    assertThat(NpyArray.of(vector).asVector().toArray()).isEqualTo(vector.toArray());
  }

  @Example
  void whatLiesSideBySideIsShared() {
    Matrix matrix = Matrix.of(new double[] {1, 2}, new double[] {3, 4});
    NpyArray array = NpyArray.of(matrix.transposed());
    matrix.set(1, 0, 7);
    assertThat(array.fortranOrder()).isTrue();
    assertThat(array.asMatrix().get(0, 1)).isEqualTo(7);
    assertThat(NpyArray.of(matrix).asMatrix().memory()).isEqualTo(matrix.memory());
  }

  @Example
  void integersBecomeTheNearestDoubles() {
    MemorySegment data = Arena.ofAuto().allocate(32, 8);
    long[] values = {-1, Long.MIN_VALUE, (1L << 53) + 1, -1025};
    MemorySegment.copy(values, 0, data, JAVA_LONG, 0, 4);
    long[] shape = {4};
    assertThat(new NpyArray(NpyType.INT64, shape, false, data).asVector().toArray())
        .containsExactly(-1, -0x1p63, 0x1p53, -1025);
    // −1025 is 2⁶⁴ − 1025: just nearer to the double 2⁶⁴ − 2048 than to 2⁶⁴.
    assertThat(new NpyArray(NpyType.UINT64, shape, false, data).asVector().toArray())
        .containsExactly(0x1p64, 0x1p63, 0x1p53, 0x1p64 - 2048);
  }

  @Example
  void arraysThatAreNoMatricesSaySo() {
    MemorySegment data = Arena.ofAuto().allocate(96, 8);
    NpyArray complex = new NpyArray(NpyType.COMPLEX128, new long[] {2, 3}, false, data);
    NpyArray vector = new NpyArray(NpyType.INT32, new long[] {6}, false, data);
    NpyArray wide = new NpyArray(NpyType.FLOAT32, new long[] {0, 1L << 31}, false, data);
    assertThatThrownBy(complex::asMatrix)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("complex128 (2, 3) is not a matrix of real numbers: it is complex");
    assertThatThrownBy(vector::asMatrix)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("int32 (6,) is not a matrix: it has 1 dimensions, expected 2");
    assertThatThrownBy(vector::asBatch)
        .hasMessage("int32 (6,) is not a batch of matrices: it has 1 dimensions, expected 3");
    assertThatThrownBy(complex::asVector)
        .hasMessage("complex128 (2, 3) is not a vector: it has 2 dimensions, expected 1");
    assertThatThrownBy(wide::asMatrix)
        .hasMessage("float32 (0, 2147483648) is too large: dimension 1 must be below 2³¹");
    assertThatThrownBy(() -> new NpyArray(NpyType.INT64, new long[] {13}, false, data))
        .hasMessage("int64 (13,) needs 104 bytes of native memory, was given 96");
    assertThatThrownBy(() -> new NpyArray(NpyType.INT64, new long[] {-1}, false, data))
        .hasMessage("an array has no negative size, was (-1,)");
    assertThatThrownBy(() -> new NpyArray(NpyType.INT64, new long[] {1}, false, data.asSlice(4)))
        .hasMessage("int64 (1,) must start at a multiple of 8 bytes");
    assertThatThrownBy(() -> Npy.write(Path.of("none"), NpyType.INT64, new long[] {1}, data))
        .hasMessage("int64 (1,) has 8 bytes, was given 96");
    assertThatThrownBy(() -> Npz.write(Path.of("none"), Map.of("", vector)))
        .hasMessage("an array in an archive needs a name, was \"\"");
  }
}
