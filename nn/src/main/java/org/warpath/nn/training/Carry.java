package org.warpath.nn.training;

import org.warpath.nn.tensor.Shape;

/**
 * A state that goes from batch to batch: what the network makes is its input in the next; 0 where
 * an epoch begins.
 *
 * @param output a value of the network
 * @param input an input, which batches do not give
 * @param shape of both
 */
public record Carry(String output, String input, Shape shape) {}
