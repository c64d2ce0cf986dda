package org.warpath.graph.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.io.text.InputFile;
import org.warpath.graph.store.CsrFile;

/**
 * Finds out a file's format: by what it begins with where that is telling, else by its extension
 * (before that of its packing), else, if it is text, it is an edge list.
 */
final class FormatDetection {
  private static final int HEAD_BYTES = 1 << 16;
  private static final Pattern ARC = Pattern.compile("a\\s+\\d+\\s+\\d+(\\s.*)?");

  // As EdgeListDialect has it: %C3 begins a name.
  private static final Pattern COMMENT = Pattern.compile("#.*|%(?![0-9a-fA-F]{2}).*");

  private FormatDetection() {}

  /**
   * The format of {@code file}, which may also be the common part of a BVGraph's or a Graphalytics
   * graph's file names.
   *
   * @throws GraphFormatException if it is in no known format; lists those that are
   */
  static GraphFormat detect(Path file) throws IOException {
    if (Files.notExists(file)) {
      if (BvGraphReader.isPart(file)) {
        return GraphFormat.BVGRAPH;
      }
      if (GraphalyticsReader.isPart(file)) {
        return GraphFormat.GRAPHALYTICS;
      }
    }
    byte[] head;
    try (InputFile input = InputFile.open(file)) {
      head = input.readNBytes(HEAD_BYTES);
    }
    if (head.length == 0) {
      throw new GraphFormatException(file.toString(), "is empty");
    }
    if (CsrFile.recognizes(head)) {
      return GraphFormat.CSR;
    }
    return byName(file)
        .or(() -> isText(head) ? byText(file, head) : Optional.empty())
        .orElseThrow(() -> unknown(file, isText(head)));
  }

  private static GraphFormatException unknown(Path file, boolean text) {
    return new GraphFormatException(
        file.toString(),
        "is "
            + (text ? "text" : "binary data")
            + " in no known format, expected one of: "
            + GraphFormat.known());
  }

  /** Formats that only the name tells: binary ones, and pairs of files. */
  private static Optional<GraphFormat> byName(Path file) throws IOException {
    String extension = extension(file);
    if (extension.equals("sg") || extension.equals("wsg")) {
      return Optional.of(GraphFormat.GAP);
    }
    if ((extension.equals("v") || extension.equals("e")) && GraphalyticsReader.isPart(file)) {
      return Optional.of(GraphFormat.GRAPHALYTICS);
    }
    boolean webGraph = extension.equals("graph") || extension.equals("properties");
    return webGraph && BvGraphReader.isPart(file)
        ? Optional.of(GraphFormat.BVGRAPH)
        : Optional.empty();
  }

  private static Optional<GraphFormat> byText(Path file, byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.stripLeading().toLowerCase(Locale.ROOT).startsWith("%%matrixmarket")) {
      return Optional.of(GraphFormat.MATRIX_MARKET);
    }
    String first =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.equals("c") && !line.startsWith("c "))
            .findFirst()
            .orElse("");
    if (first.startsWith("p tw ")) {
      return Optional.of(GraphFormat.PACE);
    }
    if (first.startsWith("p sp ") || ARC.matcher(first).matches()) {
      return Optional.of(GraphFormat.DIMACS);
    }
    return switch (extension(file)) {
      case "mtx" -> Optional.of(GraphFormat.MATRIX_MARKET);
      case "graph", "metis" -> Optional.of(GraphFormat.METIS);
      case "gr" -> Optional.of(GraphFormat.DIMACS);
      default -> Optional.of(GraphFormat.EDGE_LIST).filter(f -> looksLikeEdges(text));
    };
  }

  /** Whether the first line that is no comment has two fields, or there is none such. */
  private static boolean looksLikeEdges(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !COMMENT.matcher(line).matches())
        .findFirst()
        .map(line -> line.split("[\\s,;]+", 3).length > 1)
        .orElse(true);
  }

  /** Whether {@code head} has no control characters that text does not have. */
  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return false;
      }
    }
    return true;
  }

  /** The extension of {@code file} in lower case, that of its packing taken off. */
  static String extension(Path file) {
    String name = name(file);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The name of {@code file} without the extension of its packing. */
  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - InputFile.packedExtension(name).length());
  }
}
