package org.warpath.api.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.warpath.nn.tensor.Shape;

/** The shapes of a model's inputs: as the model says, and as its user does. */
public final class InputShapes {
  private static final Pattern SIZES = Pattern.compile("\\d{1,9}([x×]\\d{1,9})*");

  private InputShapes() {}

  /**
   * Shapes by input: those that are said, and with a batch of 1 those of which the model leaves
   * nothing else open.
   *
   * @param said such as {@code 1x3x224x224} if there is one input, or {@code image=1x3x224x224}
   * @throws IllegalArgumentException if one is no shape, or of no input
   */
  public static Map<String, Shape> of(ModelFile model, List<String> said) {
    Map<String, Shape> all = new LinkedHashMap<>();
    for (ModelInput input : model.inputs()) {
      Shape shape = input.shape(1);
      if (shape != null) {
        all.put(input.name(), shape);
      }
    }
    for (String one : said) {
      int end = one.lastIndexOf('=');
      all.put(
          end < 0 ? only(model, one) : known(model, one.substring(0, end)),
          shape(one, one.substring(end + 1)));
    }
    return all;
  }

  private static String only(ModelFile model, String said) {
    if (model.inputs().size() != 1) {
      throw new IllegalArgumentException(
          "shape %s must name an input: there are %s".formatted(said, model.inputs()));
    }
    return model.inputs().getFirst().name();
  }

  private static String known(ModelFile model, String name) {
    if (model.inputs().stream().noneMatch(input -> input.name().equals(name))) {
      throw new IllegalArgumentException(
          "shape: there is no input %s; there are %s".formatted(name, model.inputs()));
    }
    return name;
  }

  private static Shape shape(String said, String sizes) {
    if (!SIZES.matcher(sizes).matches()) {
      throw new IllegalArgumentException(
          "shape %s: expected sizes such as 1x3x224x224".formatted(said));
    }
    return Shape.of(Arrays.stream(sizes.split("[x×]")).mapToInt(Integer::parseInt).toArray());
  }
}
