package org.warpath.api.client;

import java.io.IOException;
import java.io.InputStream;

/**
 * What is made of an answer's body.
 *
 * @param reader makes it
 * @param open whether it goes on reading the body, and closes it
 */
record Reading<T>(Reader<T> reader, boolean open) {

  /** Reads a body. */
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream body) throws IOException;
  }

  /** Reads the whole body at once. */
  Reading(Reader<T> reader) {
    this(reader, false);
  }

  static <T> Reading<T> json(Class<T> type) {
    return new Reading<>(body -> Json.MAPPER.readValue(body, type));
  }
}
