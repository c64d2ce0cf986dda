package org.warpath.nn.caffe.prototxt;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.warpath.linalg.io.FormatException;

/**
 * Reads the text form of protobuf messages, without knowing what fields there are: {@code name:
 * value}, {@code name { … }}, {@code name: { … }} or {@code name < … >}, and {@code name: [a, b]}
 * for a field that is repeated; fields may end with a comma or a semicolon. Values are numbers
 * (also octal and hexadecimal, with an f, inf and nan), words, and strings in either quotes with
 * C's escapes, of which adjacent ones are one. Extensions, {@code [name]}, are refused.
 */
public final class Prototxt {
  private static final int MAX_DEPTH = 100;

  private final Lexer lexer;
  private Token token;

  private Prototxt(String text, String source) throws FormatException {
    lexer = new Lexer(text, source);
    token = lexer.next();
  }

  /**
   * Reads a file in UTF-8.
   *
   * @throws FormatException if it is no such text: with file, line, column and what was expected
   * @throws IOException if it cannot be read
   */
  public static Message read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      FormatException failure =
          new FormatException(file.toString(), "is not a text in UTF-8; a prototxt is expected");
      failure.initCause(e);
      throw failure;
    }
    return parse(text, file.toString());
  }

  /**
   * Reads a text.
   *
   * @param source what it is called in errors
   * @throws FormatException as {@link #read}
   */
  public static Message parse(String text, String source) throws FormatException {
    Prototxt parser = new Prototxt(text, source);
    return new Message(new Place(source, 1, 1), parser.fields("", 0));
  }

  private Token take() throws FormatException {
    Token taken = token;
    token = lexer.next();
    return taken;
  }

  private FormatException expected(String what) {
    return token.place().error("expected %s, found %s".formatted(what, token.described()));
  }

  /** Up to {@code end}, which is taken; {@code ""} is the text's end. */
  private List<Field> fields(String end, int depth) throws FormatException {
    if (depth > MAX_DEPTH) {
      throw token.place().error("messages are nested more than %d deep".formatted(MAX_DEPTH));
    }
    List<Field> fields = new ArrayList<>();
    while (!isEnd(end)) {
      if (token.kind() != Token.Kind.WORD) {
        throw expected(
            end.isEmpty() ? "the name of a field" : "the name of a field or \"" + end + "\"");
      }
      field(fields, depth);
      if (token.isSymbol(",") || token.isSymbol(";")) {
        take();
      }
    }
    if (!end.isEmpty()) {
      take();
    }
    return fields;
  }

  private boolean isEnd(String end) {
    return end.isEmpty() ? token.kind() == Token.Kind.END : token.isSymbol(end);
  }

  private void field(List<Field> fields, int depth) throws FormatException {
    Token name = take();
    boolean hasColon = token.isSymbol(":");
    if (hasColon) {
      take();
    }
    if (hasColon && token.isSymbol("[")) {
      list(name, fields, depth);
      return;
    }
    if (!hasColon && !isOpening()) {
      throw expected("\":\" or \"{\" behind " + name.text());
    }
    fields.add(new Field(name.text(), name.place(), value(name, depth)));
  }

  private boolean isOpening() {
    return token.isSymbol("{") || token.isSymbol("<");
  }

  private void list(Token name, List<Field> fields, int depth) throws FormatException {
    take();
    if (token.isSymbol("]")) {
      take();
      return;
    }
    while (true) {
      fields.add(new Field(name.text(), token.place(), value(name, depth)));
      if (token.isSymbol("]")) {
        take();
        return;
      }
      if (!token.isSymbol(",")) {
        throw expected("\",\" or \"]\" in the list of " + name.text());
      }
      take();
    }
  }

  private Value value(Token name, int depth) throws FormatException {
    Place place = token.place();
    if (isOpening()) {
      String end = take().isSymbol("{") ? "}" : ">";
      return new Message(place, fields(end, depth + 1));
    }
    String sign = "";
    if (token.isSymbol("-")) {
      take();
      sign = "-";
    }
    switch (token.kind()) {
      case NUMBER -> {
        return new Scalar(Token.Kind.NUMBER, sign + take().text(), place);
      }
      case WORD -> {
        // −inf and −nan are numbers.
        Token.Kind kind = sign.isEmpty() ? Token.Kind.WORD : Token.Kind.NUMBER;
        return new Scalar(kind, sign + take().text(), place);
      }
      case STRING -> {
        if (sign.isEmpty()) {
          return new Scalar(Token.Kind.STRING, strings(), place);
        }
      }
      case SYMBOL, END -> {}
    }
    throw expected("a value of " + name.text());
  }

  private String strings() throws FormatException {
    StringBuilder text = new StringBuilder();
    while (token.kind() == Token.Kind.STRING) {
      text.append(take().text());
    }
    return text.toString();
  }
}
