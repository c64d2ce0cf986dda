package org.warpath.graph.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.store.SampleGraphs;

class VectorWriterTest {
  @TempDir Path folder;

  /** Spelled out after NumPy's numpy.lib.format, version 1.0. */
  @Test
  void npyBytesAreThoseOfThePublishedFormat() throws IOException {
    assertNpy(
        VertexVector.of(new double[] {1.5, -2}), "<f8", 2, "000000000000f83f00000000000000c0");
    assertNpy(VertexVector.of(new float[] {1.5f}), "<f4", 1, "0000c03f");
    assertNpy(VertexVector.of(new int[] {1, -1, 256}), "<i4", 3, "01000000ffffffff00010000");
    assertNpy(VertexVector.of(new long[] {1L << 40}), "<i8", 1, "0000000000010000");
    assertNpy(VertexVector.of(new double[0]), "<f8", 0, "");
  }

  private void assertNpy(VertexVector vector, String descr, int length, String elements)
      throws IOException {
    Path target = folder.resolve("vector.npy");
    VectorWriter.npy(vector, target);
    String dictionary =
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + length + ",), }";
    // 6 bytes magic, 2 version, 2 header length 0x0076 = 118: the data begins at 128.
    String expected =
        "934e554d50590100"
            + "7600"
            + hex(dictionary + " ".repeat(117 - dictionary.length()) + "\n");
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(target))).isEqualTo(expected + elements);
  }

  private static String hex(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(ISO_8859_1));
  }

  @Test
  void npyHoldsVectorsBeyondAChunk() throws IOException {
    double[] values = new Random(4).doubles(300_001).toArray();
    Path target = folder.resolve("vector.npy");
    VectorWriter.npy(VertexVector.of(values), target);

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(target)).order(ByteOrder.LITTLE_ENDIAN);
    double[] read = new double[values.length];
    bytes.position(128).slice().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(read);
    assertThat(read).isEqualTo(values);
    assertThat(bytes.limit()).isEqualTo(128 + 8 * values.length);
  }

  @Property(tries = 40)
  void doublesAsTextReadBackToTheBit(@ForAll double[] values) throws IOException {
    List<String> lines = text(VertexVector.of(values));
    assertThat(lines.stream().mapToDouble(Double::parseDouble).toArray()).isEqualTo(values);
  }

  @Property(tries = 40)
  void floatsAsTextReadBackToTheBit(@ForAll float[] values) throws IOException {
    List<String> lines = text(VertexVector.of(values));
    for (int i = 0; i < values.length; i++) {
      assertThat(Float.floatToIntBits(Float.parseFloat(lines.get(i))))
          .isEqualTo(Float.floatToIntBits(values[i]));
    }
  }

  @Property(tries = 40)
  void integersAsTextReadBack(@ForAll long[] values) throws IOException {
    List<String> lines = text(VertexVector.of(values));
    assertThat(lines.stream().mapToLong(Long::parseLong).toArray()).isEqualTo(values);
  }

  private static List<String> text(VertexVector vector) throws IOException {
    Path target = Files.createTempFile("vector", ".txt");
    try {
      VectorWriter.text(vector, target);
      return Files.readAllLines(target);
    } finally {
      Files.delete(target);
    }
  }

  @Test
  void textHoldsOneValueALine() throws IOException {
    assertThat(
            text(
                VertexVector.of(
                    new double[] {
                      0,
                      -0.0,
                      1,
                      -17,
                      0.1,
                      1e300,
                      Double.POSITIVE_INFINITY,
                      Double.NEGATIVE_INFINITY,
                      Double.NaN
                    })))
        .containsExactly("0", "-0.0", "1", "-17", "0.1", "1.0E300", "Infinity", "-Infinity", "NaN");
    assertThat(
            text(VertexVector.of(new long[] {Long.MIN_VALUE, -10, 9, 10, 99, 100, Long.MAX_VALUE})))
        .containsExactly(
            "-9223372036854775808", "-10", "9", "10", "99", "100", "9223372036854775807");
  }

  @Test
  void csvNamesTheVertices() throws IOException {
    Path target = folder.resolve("ranks.csv");
    try (Graph bare = TestGraphs.directed(2, 0, 1)) {
      Graph named = SampleGraphs.named(bare, NameTable.of(List.of("Paris, France", "Earth")));
      VectorWriter.csv(named, VertexVector.of(new double[] {0.25, 0.75}), target);
      assertThat(target).hasContent("vertex,name,value\n0,\"Paris, France\",0.25\n1,Earth,0.75\n");
      VectorWriter.csv(bare, VertexVector.of(new int[] {-1, 0}), target);
      assertThat(target).hasContent("vertex,name,value\n0,0,-1\n1,1,0\n");
    }
  }

  @Test
  void theEndOfTheNameChoosesTheFormat() throws IOException {
    VertexVector vector = VertexVector.of(new int[] {5});
    try (Graph graph = TestGraphs.directed(1)) {
      VectorWriter.write(graph, vector, folder.resolve("a.NPY"));
      VectorWriter.write(graph, vector, folder.resolve("a.csv"));
      VectorWriter.write(graph, vector, folder.resolve("a.txt"));
      assertThat(Files.readAllBytes(folder.resolve("a.NPY"))).startsWith(0x93, 'N', 'U');
      assertThat(folder.resolve("a.csv")).hasContent("vertex,name,value\n0,0,5\n");
      assertThat(folder.resolve("a.txt")).hasContent("5\n");
    }
  }

  /** Some megabytes: beyond any buffer. */
  @Test
  void streamsHoldWhatFilesHold() throws IOException {
    int n = 100_000;
    List<String> names = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      names.add(v == 5_000 ? "\"".repeat(300_000) : "Page " + v);
    }
    VertexVector vector = VertexVector.of(new Random(4).doubles(n).toArray());
    try (Graph bare = TestGraphs.directed(n)) {
      Graph graph = SampleGraphs.named(bare, NameTable.of(names));
      Path target = folder.resolve("file");
      ByteArrayOutputStream csv = new ByteArrayOutputStream();
      VectorWriter.csv(graph, vector, csv);
      VectorWriter.csv(graph, vector, target);
      assertThat(csv.toByteArray()).isEqualTo(Files.readAllBytes(target));
      ByteArrayOutputStream npy = new ByteArrayOutputStream();
      VectorWriter.npy(vector, npy);
      VectorWriter.npy(vector, target);
      assertThat(npy.toByteArray()).isEqualTo(Files.readAllBytes(target));
      assertThat(VectorWriter.npyBytes(vector)).isEqualTo(npy.size());
    }
  }

  @Test
  void jsonLinesHaveNullForWhatIsNotFinite() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Graph bare = TestGraphs.directed(4)) {
      Graph named =
          SampleGraphs.named(bare, NameTable.of(List.of("\"\\", "\n\r\t\0\u001f", "é\u007f", "")));
      VectorWriter.ndjson(
          named, VertexVector.of(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, 1}), out);
      VectorWriter.ndjson(
          bare, VertexVector.of(new float[] {Float.NaN, 1 / 0f, -1 / 0f, 0.1f}), out);
    }
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            {"vertex":0,"name":"\\"\\\\","value":null}
            {"vertex":1,"name":"\\n\\r\\t\\u0000\\u001f","value":-9223372036854775808}
            {"vertex":2,"name":"é\u007f","value":0}
            {"vertex":3,"name":"","value":1}
            {"vertex":0,"value":null}
            {"vertex":1,"value":null}
            {"vertex":2,"value":null}
            {"vertex":3,"value":0.1}
            """);
  }

  @Test
  void thereIsOneValueForEachVertex() {
    try (Graph graph = TestGraphs.directed(3, 0, 1)) {
      for (String name : List.of("v.csv", "v.npy")) {
        assertThatThrownBy(
                () -> VectorWriter.write(graph, VertexVector.of(new int[2]), folder.resolve(name)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("3 vertices cannot have 2 values");
      }
      assertThat(folder).isEmptyDirectory();
    }
  }
}
