package org.warpath.nn.caffe.prototxt;

import java.util.ArrayList;
import java.util.List;
import org.warpath.linalg.io.FormatException;

/** Fields that nobody asked for, of several messages, to be refused all at once. */
public final class UnknownFields {
  private final List<Field> fields = new ArrayList<>();
  private final StringBuilder problem = new StringBuilder();

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
    problem.append(problem.isEmpty() ? "" : "; ").append(what).append(": unknown field ");
    for (Field field : unknown) {
      problem.append(field == unknown.getFirst() ? "" : ", ").append(field.name());
      // The first one's line is where the error is.
      if (!fields.isEmpty()) {
        problem.append(" (line %d)".formatted(field.place().line()));
      }
      fields.add(field);
    }
  }

  /** Refuses them, if there are any: at the first one's place. */
  public void refuse() throws FormatException {
    if (!fields.isEmpty()) {
      throw fields.getFirst().place().error(problem.toString());
    }
  }
}
