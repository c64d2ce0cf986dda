package org.warpath.nn.normalization;

import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * An N×C×… tensor channel by channel. A channel's elements lie in N runs; it is read and written in
 * pieces: several runs if they are short, part of one if they are long.
 */
final class Channels {
  // Three such arrays of float64 stay in a first-level cache of 32 KiB.
  private static final int PIECE = 1 << 10;

  private final int examples;
  private final int channels;
  private final int length;
  private final int runs;
  private final int part;
  private final int parts;

  Channels(Shape shape) {
    examples = shape.size(0);
    channels = shape.size(1);
    length = Math.toIntExact(shape.count(2, shape.rank()));
    part = Math.max(1, Math.min(length, PIECE));
    parts = Math.ceilDiv(length, part);
    runs = Math.max(1, Math.min(examples, PIECE / part));
  }

  /** C. */
  int count() {
    return channels;
  }

  /** Elements of a channel. */
  long elements() {
    return (long) examples * length;
  }

  /** An array for a piece. */
  double[] buffer() {
    return new double[runs * part];
  }

  /** How many pieces a channel has. */
  int pieces() {
    return Math.ceilDiv(examples, runs) * parts;
  }

  /** to ← a piece; returns how many elements that are. */
  int load(Tensor tensor, int channel, int piece, double[] to) {
    return move(tensor, channel, piece, to, false);
  }

  /** A piece ← from. */
  void store(Tensor tensor, int channel, int piece, double[] from) {
    move(tensor, channel, piece, from, true);
  }

  private int move(Tensor tensor, int channel, int piece, double[] buffer, boolean isStored) {
    int start = piece % parts * part;
    int count = Math.min(part, length - start);
    int first = piece / parts * runs;
    int last = Math.min(examples, first + runs);
    for (int example = first; example < last; example++) {
      long place = ((long) example * channels + channel) * length + start;
      int offset = (example - first) * count;
      if (isStored) {
        tensor.store(place, buffer, offset, count);
      } else {
        tensor.load(place, buffer, offset, count);
      }
    }
    return (last - first) * count;
  }
}
