package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.warpath.linalg.io.NpyArray;

/**
 * What a command of linear algebra or Fourier transforms has to say.
 *
 * @param arrays the results by name, the first the main one
 * @param json adds the answer's own fields
 * @param text prints the answer's own lines for a person
 * @param complete whether the results are what was asked for, or only as near as the command came
 */
record MathAnswer(
    Map<String, NpyArray> arrays,
    Consumer<ObjectNode> json,
    Consumer<PrintWriter> text,
    boolean complete) {

  MathAnswer {
    arrays = new LinkedHashMap<>(arrays);
  }

  /** One array and nothing else to say. */
  static MathAnswer of(String name, NpyArray array) {
    return new MathAnswer(Map.of(name, array), _ -> {}, _ -> {}, true);
  }
}
