package org.warpath.api.math;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.warpath.linalg.io.NpyArray;

/**
 * What an operation of linear algebra or Fourier transforms has to say.
 *
 * @param arrays the results by name, the first the main one
 * @param facts what else is known of them, by name: numbers, truths, texts and constants of enums
 * @param summary what of that to tell a person, in one line; may be empty
 * @param complete whether the results are what was asked for, or only as near as the method came
 */
public record MathAnswer(
    Map<String, NpyArray> arrays, Map<String, Object> facts, String summary, boolean complete) {

  public MathAnswer {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** One array and nothing else to say. */
  public static MathAnswer of(String name, NpyArray array) {
    return new MathAnswer(Map.of(name, array), Map.of(), "", true);
  }

  /** This answer with a further fact. */
  public MathAnswer with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return new MathAnswer(arrays, more, summary, complete);
  }

  /** This answer with another summary. */
  public MathAnswer withSummary(String text) {
    return new MathAnswer(arrays, facts, text, complete);
  }

  /** The main result. */
  public NpyArray array() {
    return arrays.values().iterator().next();
  }
}
