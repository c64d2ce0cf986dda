package org.warpath.graph.io;

import java.io.IOException;
import java.util.Arrays;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.MatrixHeader.Symmetry;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;

/**
 * The body of a dense Matrix Market file: values by columns, of symmetric kinds only those on and
 * below the diagonal. Which entry a value is depends on how many come before, so that is found in
 * order; what it says is parsed in parallel.
 */
final class MatrixArray {
  private final MatrixHeader header;
  private final ImportRun run;
  private final GraphBuilder builder;
  private int row;
  private int column;
  private long entries;

  MatrixArray(MatrixHeader header, ImportRun run, GraphBuilder builder) {
    this.header = header;
    this.run = run;
    this.builder = builder;
    this.row = header.symmetry().firstBelow();
  }

  /** Values of a block. */
  private record Values(float[] values, int count) {}

  /** Reads the rest of {@code input}; returns how many values it had. */
  long read(TextInput input) throws IOException {
    run.parse(input, this::parse, this::take);
    return entries;
  }

  private Values parse(LineCursor line) throws MalformedLine {
    ImportRun.WeightReader weights = run.weightReader();
    float[] values = new float[line.blockBytes() / 2 + 1];
    int count = 0;
    while (line.next()) {
      if (line.peek(0) == '%') {
        continue;
      }
      while (!line.atEnd()) {
        float value = MatrixMarketReader.value(line, header, weights);
        if (header.symmetry() == Symmetry.SKEW_SYMMETRIC) {
          weights.check(MatrixMarketReader.opposite(value, header), line);
        }
        values[count++] = value;
      }
    }
    return new Values(Arrays.copyOf(values, count), count);
  }

  private void take(Values values) throws IOException {
    boolean general = header.symmetry() == Symmetry.GENERAL;
    EdgeColumns edges = new EdgeColumns(values.count(), run.weights());
    long zeros = 0;
    // Surplus values are counted, and refused once all are.
    int wanted = (int) Math.min(values.count(), Math.max(0, header.entries() - entries));
    entries += values.count();
    for (int i = 0; i < wanted; i++) {
      float value = values.values()[i];
      if (value == 0) {
        zeros++;
      } else {
        edges.add(row, column, value);
        if (header.symmetry() == Symmetry.SKEW_SYMMETRIC) {
          edges.add(column, row, MatrixMarketReader.opposite(value, header));
        }
      }
      if (++row == header.size()) {
        column++;
        row = general ? 0 : column + header.symmetry().firstBelow();
      }
    }
    run.tally().drop("zero of a dense matrix", zeros);
    builder.accept(edges.toBlock());
  }
}
