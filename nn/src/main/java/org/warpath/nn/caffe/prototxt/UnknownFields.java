package org.warpath.nn.caffe.prototxt;

import java.util.ArrayList;
import java.util.List;
import org.warpath.linalg.io.FormatException;

/** Fields that nobody asked for, of several messages, to be refused all at once. */
public final class UnknownFields {
  private final List<Field> fields = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Adds those of a message, and of the messages within that somebody did ask for.
   *
   * @param what the message is called in the error
   */
  public void add(String what, Message message) {
    add(what, message.unknown());
  }

  void add(String what, List<Field> unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (Field field : unknown) {
      // The first one's line is where the error is.
      String line = fields.isEmpty() ? "" : " (line %d)".formatted(field.place().line());
      names.add(field.name() + line);
      fields.add(field);
    }
    problems.add(what + ": unknown field " + String.join(", ", names));
  }

  /** Refuses them, if there are any: at the first one's place. */
  public void refuse() throws FormatException {
    if (!fields.isEmpty()) {
      throw fields.getFirst().place().error(String.join("; ", problems));
    }
  }
}
