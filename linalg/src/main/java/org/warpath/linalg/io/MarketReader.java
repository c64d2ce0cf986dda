package org.warpath.linalg.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.io.MarketHeader.Field;
import org.warpath.linalg.io.MarketHeader.Symmetry;
import org.warpath.linalg.io.MatrixMarket.Content;
import org.warpath.linalg.io.MatrixMarket.Dense;
import org.warpath.linalg.io.MatrixMarket.Sparse;
import org.warpath.linalg.sparse.CooBuilder;
import org.warpath.linalg.sparse.Duplicates;

/** Reads the body of a Matrix Market file. */
final class MarketReader {
  private final MarketText text;
  private final MarketHeader header;

  private MarketReader(MarketText text, MarketHeader header) {
    this.text = text;
    this.header = header;
  }

  static Content read(MarketText text) throws IOException {
    MarketHeader header = MarketHeader.read(text);
    MarketReader reader = new MarketReader(text, header);
    return header.coordinate() ? reader.coordinates() : reader.array();
  }

  private Sparse coordinates() throws IOException {
    boolean valued = header.field() != Field.PATTERN;
    CooBuilder entries =
        valued
            ? CooBuilder.of(ElementType.FLOAT64, header.rows(), header.columns())
            : CooBuilder.pattern(ElementType.FLOAT64, header.rows(), header.columns());
    String row = "a row in [1, " + header.rows() + "]";
    String column = "a column in [1, " + header.columns() + "]";
    long count = 0;
    while (text.nextContent()) {
      requireWanted(count++);
      int i = (int) text.integer(1, header.rows(), row) - 1;
      int j = (int) text.integer(1, header.columns(), column) - 1;
      requireListed(i - j);
      double value = valued ? value() : 1;
      text.requireEnd();
      entries.add(i, j, value);
      if (i != j && header.symmetry() != Symmetry.GENERAL) {
        entries.add(j, i, mirrored(value));
      }
    }
    requireAll(count);
    return new Sparse(
        entries.build().toCsr(Duplicates.KEEP, Arena.ofAuto(), Engine.cpu().threads()));
  }

  // Values are collected first: a wrong head would ask for any amount of memory.
  private Dense array() throws IOException {
    DoubleList values = new DoubleList();
    while (text.nextContent()) {
      while (!text.isAtEnd()) {
        requireWanted(values.size());
        if (values.isFull()) {
          throw text.incomplete("has more than " + DoubleList.LONGEST + " entries");
        }
        values.add(value());
      }
    }
    requireAll(values.size());
    Matrix matrix = Matrix.zeros(ElementType.FLOAT64, header.rows(), header.columns());
    boolean general = header.symmetry() == Symmetry.GENERAL;
    int next = 0;
    for (int j = 0; j < header.columns(); j++) {
      int first = general ? 0 : j + header.symmetry().firstBelow();
      for (int i = first; i < header.rows(); i++) {
        double value = values.get(next++);
        matrix.set(i, j, value);
        if (!general && i != j) {
          matrix.set(j, i, mirrored(value));
        }
      }
    }
    return new Dense(matrix);
  }

  private double value() throws FormatException {
    if (header.field() != Field.INTEGER) {
      return text.number("a number");
    }
    double value = text.number("an integer");
    // Infinities occur: GraphBLAS writes them so.
    if (value != Math.rint(value)) {
      throw text.expected("an integer");
    }
    return value;
  }

  private double mirrored(double value) {
    return header.symmetry() == Symmetry.SKEW_SYMMETRIC ? -value : value;
  }

  private void requireListed(int below) throws FormatException {
    Symmetry symmetry = header.symmetry();
    if (symmetry != Symmetry.GENERAL && below < symmetry.firstBelow()) {
      throw text.malformed(
          "of a %s matrix only entries %sbelow the diagonal are listed, expected a larger row"
              .formatted(symmetry, symmetry.firstBelow() == 0 ? "on or " : ""));
    }
  }

  private void requireWanted(long count) throws FormatException {
    if (count == header.entries()) {
      text.word("");
      throw text.expected("the end, after " + count + " entries");
    }
  }

  private void requireAll(long count) throws FormatException {
    if (count != header.entries()) {
      throw text.incomplete("declares " + header.entries() + " entries, has " + count);
    }
  }
}
