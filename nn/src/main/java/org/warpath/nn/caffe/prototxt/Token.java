package org.warpath.nn.caffe.prototxt;

/**
 * A piece of text.
 *
 * @param text without quotes and escapes, if it is a string
 */
record Token(Kind kind, String text, Place place) {
  enum Kind {
    WORD,
    NUMBER,
    STRING,
    SYMBOL,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** As a message says what was found. */
  String described() {
    return switch (kind) {
      case END -> "the end of the file";
      case STRING -> "the string \"" + text + "\"";
      default -> "\"" + text + "\"";
    };
  }
}
