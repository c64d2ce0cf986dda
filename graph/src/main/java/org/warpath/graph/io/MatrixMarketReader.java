package org.warpath.graph.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.io.MatrixHeader.Field;
import org.warpath.graph.io.MatrixHeader.Symmetry;
import org.warpath.graph.io.text.LineCursor;
import org.warpath.graph.io.text.MalformedLine;
import org.warpath.graph.io.text.TextInput;

/**
 * NIST's Matrix Market exchange format (Boisvert, Pozo, Remington, 1996): entry (i, j) is the edge
 * i→j, its value the weight, that of a complex entry its modulus. All fields and symmetries, with
 * coordinates or as an array; zeros of an array are no edges, zeros with coordinates are.
 *
 * <p>Symmetric and hermitian matrices are undirected graphs; of a skew-symmetric one both arcs are
 * stored, with opposite weights. Without its first line, a file holds real numbers, with
 * coordinates if its first line has three sizes.
 */
final class MatrixMarketReader implements FormatReader {

  @Override
  public Graph read(List<Path> sources, ImportRun run) throws IOException {
    try (TextInput input = TextInput.open(ImportRun.single(sources, GraphFormat.MATRIX_MARKET))) {
      MatrixHeader header = MatrixHeader.read(input);
      try (GraphBuilder builder = run.builder(isDirected(header, run))) {
        long entries =
            header.coordinate()
                ? readCoordinates(input, header, run, builder)
                : new MatrixArray(header, run, builder).read(input);
        EdgeLines.requireCount(input, "entries", header.entries(), entries);
        return run.build(
            builder, entries, header.size(), run.titles(input.source(), header.size()));
      }
    }
  }

  private static boolean isDirected(MatrixHeader header, ImportRun run) {
    return switch (header.symmetry()) {
      case GENERAL -> run.options().build().directed();
      case SYMMETRIC, HERMITIAN -> false;
      case SKEW_SYMMETRIC -> true;
    };
  }

  private static long readCoordinates(
      TextInput input, MatrixHeader header, ImportRun run, GraphBuilder builder)
      throws IOException {
    boolean weighted = run.weights() && header.field() != Field.PATTERN;
    boolean skew = header.symmetry() == Symmetry.SKEW_SYMMETRIC;
    ImportRun.WeightReader weights = run.weightReader();
    int size = header.size();
    String row = "a row in [1, " + size + "]";
    String column = "a column in [1, " + size + "]";
    EdgeLines entries =
        new EdgeLines(
            weighted,
            (line, edges) -> {
              if (line.peek(0) == '%') {
                return;
              }
              int i = (int) line.requireInteger(1, size, row);
              int j = (int) line.requireInteger(1, size, column);
              if (header.symmetry() != Symmetry.GENERAL) {
                requireListed(i - j, header.symmetry(), line);
              }
              float weight = weighted ? value(line, header, weights) : 1;
              if (weighted || header.field() == Field.PATTERN) {
                EdgeLines.requireEnd(line);
              }
              edges.add(i - 1, j - 1, weight);
              if (skew) {
                edges.add(j - 1, i - 1, weights.check(opposite(weight, header), line));
              }
            });
    long arcs = entries.readAll(input, run, builder);
    return skew ? arcs / 2 : arcs;
  }

  private static void requireListed(int below, Symmetry symmetry, LineCursor line)
      throws MalformedLine {
    if (below < symmetry.firstBelow()) {
      line.rewind();
      throw line.malformed(
          "of a "
              + symmetry
              + " matrix only entries "
              + (symmetry == Symmetry.SKEW_SYMMETRIC ? "" : "on or ")
              + "below the diagonal are listed, expected a larger row than column");
    }
  }

  /** The value at the cursor as a weight. */
  static float value(LineCursor line, MatrixHeader header, ImportRun.WeightReader weights)
      throws MalformedLine {
    if (header.field() != Field.COMPLEX) {
      return weights.read(line);
    }
    line.requireField("a real part");
    double real = line.requireFloat("a real part");
    line.requireField("an imaginary part");
    return (float) Math.hypot(real, line.requireFloat("an imaginary part"));
  }

  /** The weight of the entry across the diagonal of a skew-symmetric matrix. */
  static float opposite(float weight, MatrixHeader header) {
    return header.field() == Field.COMPLEX ? weight : -weight;
  }
}
