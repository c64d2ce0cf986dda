package org.warpath.nn.caffe;

import java.util.List;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;

/**
 * A layer as a definition has it.
 *
 * @param message all of it
 * @param name unique among those of a phase
 * @param type such as {@code Convolution}, also where the definition is an old one
 * @param bottoms blobs that it reads
 * @param tops blobs that it makes
 */
record LayerText(
    Message message, String name, String type, List<String> bottoms, List<String> tops) {

  /** A message {@code layer}. */
  static LayerText of(Message message) throws FormatException {
    return of(message, message.text("type"));
  }

  /** A message {@code layers}, Caffe's form until 2014. */
  static LayerText ofLegacy(Message message) throws FormatException {
    message.require("type");
    return of(message, LegacyTypes.today(message.word("type", "NONE")));
  }

  private static LayerText of(Message message, String type) throws FormatException {
    message.ignore("phase");
    return new LayerText(
        message, message.text("name", ""), type, message.texts("bottom"), message.texts("top"));
  }

  /** As errors call it. */
  String described() {
    return "layer %s (%s)".formatted(name, type);
  }

  /** What to throw for a defect of the layer. */
  FormatException error(String problem) {
    return message.error(described() + ": " + problem);
  }

  /** A message such as {@code convolution_param}, whose choice of an implementation is not ours. */
  Message parameters(String field) throws FormatException {
    Message parameters = message.message(field);
    parameters.ignore("engine");
    return parameters;
  }

  /** Refuses other numbers of blobs. */
  void requireBlobs(int bottomCount, int topCount) throws FormatException {
    requireTops(topCount);
    if (bottoms.size() != bottomCount) {
      throw error("expected %d bottoms, found %d".formatted(bottomCount, bottoms.size()));
    }
  }

  /** Refuses another number of tops. */
  void requireTops(int topCount) throws FormatException {
    if (tops.size() != topCount) {
      throw error("expected %d tops, found %d".formatted(topCount, tops.size()));
    }
  }

  /** Refuses what we do not do: {@code field} with any other value than Caffe's default. */
  void requireDefault(Message parameters, String field, int fallback) throws FormatException {
    int value = parameters.integer(field, fallback);
    if (value != fallback) {
      throw parameters.error(
          field, "%s: only %d is supported, not %d".formatted(described(), fallback, value));
    }
  }
}
