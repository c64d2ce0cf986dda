package org.warpath.nn.loss;

import java.util.List;
import org.warpath.nn.layer.Shapes;
import org.warpath.nn.tensor.Indices;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** The labels of scores N×C[×…]: a class for each of the N[×…] examples and places. */
final class Labels {
  private Labels() {}

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

  /** The class that is right for a line. */
  static int at(Tensor labels, long line, int classes, String layer) {
    return Indices.at(labels, line, 0, classes, layer + ": label");
  }
}
