package org.warpath.nn.caffe;

import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;
import org.warpath.nn.layer.Fan;
import org.warpath.nn.layer.Initialiser;

/** What parameters are before they learn. */
final class Fillers {
  private Fillers() {}

  private enum VarianceNorm {
    FAN_IN,
    FAN_OUT,
    AVERAGE
  }

  /** The filler of a parameter; zeros without one. */
  static Initialiser of(Message parameters, String field) throws FormatException {
    return of(parameters, field, 0);
  }

  /** The filler of a parameter; a constant without one. */
  static Initialiser of(Message parameters, String field, double fallback) throws FormatException {
    if (!parameters.has(field)) {
      return Initialiser.constant(fallback);
    }
    Message filler = parameters.message(field);
    String type = filler.text("type", "constant");
    return switch (type) {
      case "constant" -> Initialiser.constant(filler.number("value", 0));
      case "uniform" -> Initialiser.uniform(filler.number("min", 0), filler.number("max", 1));
      case "gaussian" -> Initialiser.gaussian(filler.number("mean", 0), filler.number("std", 1));
      case "xavier" -> Initialiser.xavier(fan(filler));
      case "msra" -> Initialiser.msra(fan(filler));
      case "bilinear" -> Initialiser.bilinear();
      default ->
          throw filler.error(
              "type",
              "expected constant, uniform, gaussian, xavier, msra or bilinear, found " + type);
    };
  }

  private static Fan fan(Message filler) throws FormatException {
    return switch (filler.constant("variance_norm", VarianceNorm.FAN_IN)) {
      case FAN_IN -> Fan.IN;
      case FAN_OUT -> Fan.OUT;
      case AVERAGE -> Fan.AVERAGE;
    };
  }
}
