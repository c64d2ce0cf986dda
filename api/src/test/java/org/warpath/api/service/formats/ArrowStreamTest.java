package org.warpath.api.service.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.formats.Rows.Batches;
import org.warpath.api.service.formats.Rows.Row;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.names.NameTable;
import org.warpath.graph.store.SampleGraphs;

/** Batches, as Arrow's own reader finds them. */
class ArrowStreamTest {
  private static final int ROWS = ArrowStream.ROWS;

  @ParameterizedTest
  @CsvSource({"-1", "0", "1"})
  void aBatchEndsAtItsBorder(int beyond) throws IOException {
    int n = 2 * ROWS + beyond;
    long[] depths = new long[n];
    List<String> names = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      // The first batch has nulls, the last has none.
      depths[v] = v % 3 == 0 && v < ROWS ? Long.MAX_VALUE : v;
      names.add("v" + v);
    }
    List<Row> expected = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      expected.add(new Row(v, "v" + v, depths[v] == Long.MAX_VALUE ? null : depths[v]));
    }
    try (Graph bare = TestGraphs.directed(n)) {
      Graph named = SampleGraphs.named(bare, NameTable.of(names));
      Batches read = arrow(VertexVector.of(depths), named, true);
      assertThat(read.rows()).isEqualTo(expected);
      assertThat(read.sizes())
          .isEqualTo(
              switch (beyond) {
                case -1 -> List.of(ROWS, ROWS - 1);
                case 0 -> List.of(ROWS, ROWS);
                default -> List.of(ROWS, ROWS, 1);
              });
    }
  }

  @Test
  void longNamesEndABatchEarly() throws IOException {
    String half = "ä".repeat(ArrowStream.NAME_BYTES / 4);
    List<String> names =
        List.of(half + 1, half + 2, half + 3, "z".repeat(ArrowStream.NAME_BYTES * 3), "short", "");
    try (Graph bare = TestGraphs.directed(6)) {
      Graph named = SampleGraphs.named(bare, NameTable.of(names));
      Batches read = arrow(VertexVector.of(new float[] {0, 1, 2, 3, 4, 5}), named, true);
      assertThat(read.rows()).extracting(Row::name).isEqualTo(names);
      assertThat(read.rows())
          .extracting(Row::value)
          .isEqualTo(Arrays.asList(0f, 1f, 2f, 3f, 4f, 5f));
      assertThat(read.sizes()).containsExactly(2, 2, 2);
    }
  }

  @Test
  void anEmptyGraphIsASchemaWithoutBatches() throws IOException {
    try (Graph graph = TestGraphs.directed(0)) {
      Batches read = arrow(VertexVector.of(new double[0]), graph, false);
      assertThat(read.rows()).isEmpty();
      assertThat(read.sizes()).isEmpty();
    }
  }

  private static Batches arrow(VertexVector vector, Graph graph, boolean named) throws IOException {
    return Rows.arrow(VectorFormatTest.bytes(VectorFormat.ARROW, vector, graph), named);
  }
}
