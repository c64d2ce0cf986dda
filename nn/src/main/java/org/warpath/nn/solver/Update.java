package org.warpath.nn.solver;

import java.util.List;
import org.warpath.nn.layer.Parameter;
import org.warpath.nn.tensor.TensorView;

/**
 * A parameter and what its solver keeps for it, in one memory.
 *
 * @param name {@code node.parameter}
 * @param parameter what it is
 * @param weight its elements
 * @param gradient of the loss, of the same shape and type
 * @param state as {@link UpdateRule#stateNames} has it, of the same shape; float32 where the type
 *     is a 16-bit one
 * @param <T> where tensors lie
 */
public record Update<T extends TensorView<T>>(
    String name, Parameter parameter, T weight, T gradient, List<T> state) {}
