package org.warpath.api.service.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.formats.Rows.Row;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.names.NameTableBuilder;
import org.warpath.graph.names.NumericIds;
import org.warpath.graph.store.SampleGraphs;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.NpyType;

class VectorFormatTest {

  /** A vertex: the bits of its value, whatever its type, and its name. */
  record Vertex(long bits, String name) {}

  @Provide
  Arbitrary<List<Vertex>> vertices() {
    Arbitrary<Long> specials =
        Arbitraries.of(
            bits(Double.NaN),
            bits(Double.POSITIVE_INFINITY),
            bits(Double.NEGATIVE_INFINITY),
            bits(-0.0),
            bits(Double.MIN_VALUE),
            bits(-Double.MIN_NORMAL),
            bits(Double.MAX_VALUE),
            bits(0.1),
            bits(1e7),
            (long) Float.floatToRawIntBits(Float.NaN),
            (long) Float.floatToRawIntBits(Float.POSITIVE_INFINITY),
            (long) Float.floatToRawIntBits(-0f),
            (long) Float.floatToRawIntBits(Float.MIN_VALUE),
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            Long.MIN_VALUE,
            (long) Integer.MIN_VALUE,
            0L);
    Arbitrary<Long> doubles = Arbitraries.doubles().map(VectorFormatTest::bits);
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.strings()
                .withChars('"', '\\', ',', '\n', '\r', '\t', ' ', '\0', '\u001f', '\u007f')
                .withChars('\u2028', '\uFEFF', 'ß', 'a', '/', '#')
                .ofMaxLength(8),
            Arbitraries.of("😀", "null", "\"\"", "NaN", "-1", "", "日本語", "🏴‍☠️\n"));
    return Combinators.combine(Arbitraries.oneOf(specials, doubles, Arbitraries.longs()), names)
        .as((bits, name) -> new Vertex(bits, encodable(name)))
        .list()
        .ofMaxSize(30)
        .uniqueElements(Vertex::name);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  /** A lone surrogate has no UTF-8 form: it becomes a question mark. */
  private static String encodable(String drawn) {
    return new String(drawn.getBytes(UTF_8), UTF_8);
  }

  @Provide
  Arbitrary<NpyType> types() {
    return Arbitraries.of(NpyType.FLOAT32, NpyType.FLOAT64, NpyType.INT32, NpyType.INT64);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void everyFormatReadsBackToTheSameValuesAndNames(
      @ForAll("vertices") List<Vertex> vertices,
      @ForAll("types") NpyType type,
      @ForAll boolean named)
      throws IOException {
    VertexVector vector = vector(vertices, type);
    try (Graph graph = graph(vertices, named)) {
      List<Row> exact = new ArrayList<>();
      for (int v = 0; v < vertices.size(); v++) {
        exact.add(new Row(v, named ? vertices.get(v).name() : null, value(vector, v)));
      }
      assertThat(Rows.ndjson(bytes(VectorFormat.NDJSON, vector, graph), type))
          .isEqualTo(exact.stream().map(row -> isFinite(row) ? row : withoutValue(row)).toList());
      assertThat(Rows.csv(bytes(VectorFormat.CSV, vector, graph), type))
          .isEqualTo(
              exact.stream()
                  .map(row -> row.name() == null ? withName(row, "" + row.vertex()) : row)
                  .toList());
      assertThat(Rows.arrow(bytes(VectorFormat.ARROW, vector, graph), named).rows())
          .isEqualTo(
              exact.stream()
                  .map(row -> isLargestLong(row.value()) ? withoutValue(row) : row)
                  .toList());
      byte[] npy = bytes(VectorFormat.NPY, vector, graph);
      NpyArray array = Npy.read(new ByteArrayInputStream(npy));
      assertThat(array.dtype()).isEqualTo(type);
      assertThat(array.shape()).containsExactly(vertices.size());
      assertThat(array.data().mismatch(vector.values())).isEqualTo(-1);
      assertThat(VectorFormat.NPY.byteSize(vector)).hasValue(npy.length);
    }
  }

  private static VertexVector vector(List<Vertex> vertices, NpyType type) {
    long[] bits = vertices.stream().mapToLong(Vertex::bits).toArray();
    int n = bits.length;
    return switch (type) {
      case INT64 -> VertexVector.of(bits);
      case INT32 -> VertexVector.of(IntStream.range(0, n).map(v -> (int) bits[v]).toArray());
      case FLOAT64 ->
          VertexVector.of(
              IntStream.range(0, n).mapToDouble(v -> Double.longBitsToDouble(bits[v])).toArray());
      case FLOAT32 -> {
        float[] values = new float[n];
        for (int v = 0; v < n; v++) {
          values[v] = Float.intBitsToFloat((int) bits[v]);
        }
        yield VertexVector.of(values);
      }
      default -> throw new AssertionError(type);
    };
  }

  private static Number value(VertexVector vector, int v) {
    Object array = vector.values().heapBase().orElseThrow();
    return switch (array) {
      case long[] longs -> longs[v];
      case int[] ints -> ints[v];
      case double[] doubles -> doubles[v];
      case float[] floats -> floats[v];
      default -> throw new AssertionError(array);
    };
  }

  private static boolean isFinite(Row row) {
    return Double.isFinite(row.value().doubleValue()) && !isLargestLong(row.value());
  }

  private static boolean isLargestLong(Number value) {
    return value.equals(Long.MAX_VALUE);
  }

  private static Row withoutValue(Row row) {
    return new Row(row.vertex(), row.name(), null);
  }

  private static Row withName(Row row, String name) {
    return new Row(row.vertex(), name, row.value());
  }

  private static Graph graph(List<Vertex> vertices, boolean named) {
    Graph bare = TestGraphs.directed(vertices.size());
    return named
        ? SampleGraphs.named(bare, NameTable.of(vertices.stream().map(Vertex::name).toList()))
        : bare;
  }

  static byte[] bytes(VectorFormat format, VertexVector vector, Graph graph) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(vector, graph, out);
    return out.toByteArray();
  }

  @Example
  void linesAreAsTheContractShowsThem() throws IOException {
    VertexVector vector = VertexVector.of(new double[] {1.5e-7, Double.POSITIVE_INFINITY, 3});
    try (Graph bare = TestGraphs.directed(3)) {
      Graph named = SampleGraphs.named(bare, NameTable.of(List.of("A\"b\n", "Café", "c")));
      assertThat(bytes(VectorFormat.NDJSON, vector, named))
          .asString(UTF_8)
          .isEqualTo(
              """
              {"vertex":0,"name":"A\\"b\\n","value":1.5E-7}
              {"vertex":1,"name":"Café","value":null}
              {"vertex":2,"name":"c","value":3}
              """);
      assertThat(bytes(VectorFormat.NDJSON, vector, bare))
          .asString(UTF_8)
          .startsWith("{\"vertex\":0,\"value\":1.5E-7}\n");
      assertThat(bytes(VectorFormat.CSV, vector, named))
          .asString(UTF_8)
          .isEqualTo("vertex,name,value\n0,\"A\"\"b\n\",1.5E-7\n1,Café,Infinity\n2,c,3\n");
    }
  }

  @Test
  void integerIdsAreNames() throws IOException {
    VertexVector vector = VertexVector.of(new int[] {1, 2, 3});
    try (Graph bare = TestGraphs.directed(3)) {
      Graph named = SampleGraphs.named(bare, NumericIds.of(Long.MIN_VALUE, 0, Long.MAX_VALUE));
      List<Row> expected =
          List.of(
              new Row(0, "-9223372036854775808", 1),
              new Row(1, "0", 2),
              new Row(2, "9223372036854775807", 3));
      assertThat(Rows.ndjson(bytes(VectorFormat.NDJSON, vector, named), NpyType.INT32))
          .isEqualTo(expected);
      assertThat(Rows.csv(bytes(VectorFormat.CSV, vector, named), NpyType.INT32))
          .isEqualTo(expected);
      assertThat(Rows.arrow(bytes(VectorFormat.ARROW, vector, named), true).rows())
          .isEqualTo(expected);
    }
  }

  /** A file made in bad faith may hold any bytes as names; what goes out is UTF-8 all the same. */
  @Test
  void namesThatAreNotUtf8AreRepaired() throws IOException {
    byte[][] names = {{'a', (byte) 0xff}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xc3}};
    try (NameTableBuilder builder = new NameTableBuilder();
        Graph bare = TestGraphs.directed(3)) {
      for (byte[] name : names) {
        builder.add(name, 0, name.length);
      }
      Graph named = SampleGraphs.named(bare, builder.build());
      VertexVector vector = VertexVector.of(new int[] {1, 2, 3});
      List<Row> expected =
          IntStream.range(0, 3).mapToObj(v -> new Row(v, named.name(v), v + 1)).toList();
      assertThat(expected.getFirst().name()).isEqualTo("a\uFFFD");
      assertThat(Rows.ndjson(bytes(VectorFormat.NDJSON, vector, named), NpyType.INT32))
          .isEqualTo(expected);
      assertThat(Rows.arrow(bytes(VectorFormat.ARROW, vector, named), true).rows())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVectorOfAnotherSizeIsRefusedBeforeAnyByte(VectorFormat format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Graph graph = TestGraphs.directed(3)) {
      assertThatThrownBy(() -> format.write(VertexVector.of(new double[2]), graph, out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("3 vertices cannot have 2 values");
    }
    assertThat(out.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void moreRowsTakeNoMoreMemory(VectorFormat format) throws IOException {
    allocated(format, 100_000);
    long few = allocated(format, 150_000);
    long many = allocated(format, 450_000);
    // A batch of Arrow costs a few kilobytes.
    assertThat(many - few).isLessThan(64 << 10);
  }

  private static long allocated(VectorFormat format, int rows) throws IOException {
    double[] values = new double[rows];
    List<String> names = new ArrayList<>();
    for (int v = 0; v < rows; v++) {
      values[v] = 1.0 / (v + 3);
      names.add("Überschrift \"" + (1_000_000 + v) + "\"");
    }
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Graph bare = TestGraphs.directed(rows)) {
      Graph named = SampleGraphs.named(bare, NameTable.of(names));
      long before = thread.getCurrentThreadAllocatedBytes();
      format.write(VertexVector.of(values), named, OutputStream.nullOutputStream());
      return thread.getCurrentThreadAllocatedBytes() - before;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | NDJSON",
        "application/* | NDJSON",
        "text/* | CSV",
        "text/csv | CSV",
        "TEXT/CSV; charset=utf-8 | CSV",
        "application/x-npy | NPY",
        "application/vnd.apache.arrow.stream, */*;q=0.1 | ARROW",
        "text/csv, application/x-npy | CSV",
        "application/x-npy, text/csv | NPY",
        "text/csv;q=0.5, application/x-npy;q=0.8 | NPY",
        "text/html, application/xml;q=0.9, */*;q=0.8 | NDJSON",
        "application/x-ndjson;q=0, */* | CSV",
        "application/*;q=0, */* | CSV",
        "text/csv;q=0.1, text/*;q=0.9, application/x-npy;q=0.2 | NPY",
        "image/png, text/csv;q=0.001 | CSV",
        ", text/csv, | CSV",
      })
  void theGreatestWeightDecides(String accept, VectorFormat expected) {
    assertThat(VectorFormat.accepted(accept)).isEqualTo(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void withoutAcceptItIsNdjson(String accept) {
    assertThat(VectorFormat.accepted(accept)).isEqualTo(VectorFormat.NDJSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/csv;q=0", "*/*;q=0", "image/*", "csv", ";;;,="})
  void whatAcceptsNoneIsToldAllFour(String accept) {
    assertThatThrownBy(() -> VectorFormat.accepted(accept))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.NOT_ACCEPTABLE);
              assertThat(problem.detail())
                  .isEqualTo(
                      "Accept must allow one of application/x-ndjson, text/csv,"
                          + " application/x-npy, application/vnd.apache.arrow.stream, was "
                          + accept);
            });
  }

  @Test
  void whatIsNoListOfMediaRangesIsRefused() {
    assertThatThrownBy(() -> VectorFormat.accepted("text/csv;a=\"b"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST))
        .hasMessageStartingWith("Accept must be a list of media ranges: ");
  }
}
