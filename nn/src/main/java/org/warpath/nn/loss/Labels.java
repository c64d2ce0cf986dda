package org.warpath.nn.loss;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.tensor.Indices;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * The labels of scores N×C[×…]: a class for each of the N[×…] examples and places.
 *
 * @param lines of classes, one for each label
 * @param ignored the label that does not count; null for none
 */
record Labels(Binding<Tensor> binding, Lines lines, @Nullable Integer ignored) {
  /** What an ignored label is. */
  static final int NONE = -1;

  /** Those of a layer's second input. */
  static Labels of(Binding<Tensor> binding, @Nullable Integer ignored) {
    return new Labels(binding, Lines.ofClasses(binding.input().shape()), ignored);
  }

  /** Refuses inputs other than scores and as many labels as they have lines of classes. */
  static void requireShapes(List<Shape> inputs) {
    Shapes.requireCount(inputs, 2);
    Shape scores = inputs.get(0);
    Shape labels = inputs.get(1);
    if (scores.rank() < 2 || Lines.ofClasses(scores).count() != labels.count()) {
      throw new IllegalArgumentException(
          "expected scores of examples×classes and a label for each example, were %s and %s"
              .formatted(scores, labels));
    }
  }

  /** The class that is right for a line, or {@link #NONE}. */
  int at(long line) {
    return isIgnored(line)
        ? NONE
        : Indices.at(all(), line, 0, lines.length(), binding.name() + ": label");
  }

  private Tensor all() {
    return binding.inputs().get(1);
  }

  private boolean isIgnored(long line) {
    return ignored != null && all().get(line) == ignored;
  }

  /** How many are not ignored. */
  long valid() {
    long valid = lines.count();
    if (ignored != null) {
      for (long line = 0; line < lines.count(); line++) {
        valid -= isIgnored(line) ? 1 : 0;
      }
    }
    return valid;
  }
}
