package org.warpath.linalg.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Python dictionary in an array file's head: exactly the keys {@code descr}, {@code
 * fortran_order} and {@code shape}, in any order, with literals only.
 */
final class NpyDictionary {
  private static final int SHOWN = 40;

  private final String text;
  private final String source;
  private int at;

  private @Nullable String descr;
  private @Nullable Boolean fortranOrder;
  private long @Nullable [] shape;

  NpyDictionary(String text, String source) {
    this.text = text;
    this.source = source;
  }

  NpyHeader read(int byteSize) throws FormatException {
    expect('{');
    while (!skip('}')) {
      entry();
      if (!skip(',')) {
        expect('}');
        break;
      }
    }
    blanks();
    if (at < text.length()) {
      throw unexpected("the end of the header");
    }
    if (descr == null || fortranOrder == null || shape == null) {
      String missing = descr == null ? "descr" : shape == null ? "shape" : "fortran_order";
      throw new FormatException(source, "header: has no '" + missing + "'");
    }
    NpyType dtype = dtype(descr);
    return new NpyHeader(dtype, descr.charAt(0) == '>', shape, fortranOrder, byteSize);
  }

  private void entry() throws FormatException {
    int start = at;
    String key = string("a key: 'descr', 'fortran_order' or 'shape'");
    boolean again =
        switch (key) {
          case "descr" -> descr != null;
          case "fortran_order" -> fortranOrder != null;
          case "shape" -> shape != null;
          default -> {
            at = start;
            throw unexpected("a key: 'descr', 'fortran_order' or 'shape'");
          }
        };
    if (again) {
      throw new FormatException(source, "header: has '" + key + "' twice");
    }
    expect(':');
    switch (key) {
      case "descr" -> descr = descr();
      case "fortran_order" -> fortranOrder = truth();
      default -> shape = shape();
    }
  }

  private String descr() throws FormatException {
    blanks();
    if (at < text.length() && (text.charAt(at) == '[' || text.charAt(at) == '(')) {
      throw new FormatException(source, "has a structured dtype, expected numbers: " + supported());
    }
    return string("a dtype such as '<f8'");
  }

  private NpyType dtype(String descr) throws FormatException {
    String code = descr.isEmpty() ? "" : descr.substring(1);
    for (NpyType type : NpyType.values()) {
      if (type.code().equals(code)) {
        boolean ordered = descr.charAt(0) == '<' || descr.charAt(0) == '>';
        if (ordered || (descr.charAt(0) == '|' && type.byteSize() == 1)) {
          return type;
        }
      }
    }
    String kind = code.isEmpty() ? "" : code.substring(0, 1);
    String what =
        switch (kind) {
          case "O" -> " (pickled Python objects)";
          case "S", "U", "a", "T" -> " (text)";
          case "M", "m" -> " (times)";
          case "V" -> " (raw records)";
          default -> "";
        };
    throw new FormatException(
        source, "has dtype '" + descr + "'" + what + ", expected numbers: " + supported());
  }

  private static String supported() {
    return Arrays.stream(NpyType.values())
        .map(NpyType::numpyName)
        .collect(Collectors.joining(", "));
  }

  private boolean truth() throws FormatException {
    blanks();
    for (String word : List.of("True", "False")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("True");
      }
    }
    throw unexpected("True or False");
  }

  private long[] shape() throws FormatException {
    expect('(');
    List<Long> sizes = new ArrayList<>();
    boolean comma = true;
    while (!skip(')')) {
      if (!comma) {
        throw unexpected("',' or ')'");
      }
      sizes.add(size());
      comma = skip(',');
    }
    if (sizes.size() == 1 && !comma) {
      throw new FormatException(source, "header: shape is a number, expected a tuple such as (3,)");
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private long size() throws FormatException {
    blanks();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    String digits = text.substring(start, at);
    if (digits.isEmpty()) {
      throw unexpected("a size of at least 0");
    }
    // Python 2 wrote long integers so.
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      at = start;
      throw unexpected("a size below 2⁶³");
    }
  }

  private String string(String expected) throws FormatException {
    blanks();
    char quote = at < text.length() ? text.charAt(at) : 0;
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
    if (end < 0) {
      throw unexpected(expected);
    }
    String string = text.substring(at + 1, end);
    at = end + 1;
    return string;
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean skip(char c) {
    blanks();
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char c) throws FormatException {
    if (!skip(c)) {
      throw unexpected("'" + c + "'");
    }
  }

  private FormatException unexpected(String expected) {
    blanks();
    String rest = text.substring(at).strip();
    String found =
        rest.isEmpty()
            ? "its end"
            : "\"" + (rest.length() > SHOWN ? rest.substring(0, SHOWN) + "…" : rest) + "\"";
    return new FormatException(
        source, "header, character " + (at + 1) + ": expected " + expected + ", found " + found);
  }
}
