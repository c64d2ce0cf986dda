package org.warpath.nn.data;

import java.util.Map;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * Examples in batches of one size, epoch after epoch without end. Any batch can be had at any time
 * by its number, so that a resumed run sees those that it would have seen.
 */
public interface Batches {

  /** The inputs of a network that a batch gives, with their shapes. */
  Map<String, Shape> shapes();

  /** How many batches an epoch has, at least 1. */
  long perEpoch();

  /**
   * Batch number {@code index} since the beginning, from 0; may be the same tensors, overwritten,
   * in the next call.
   */
  Map<String, Tensor> batch(long index);
}
