package org.warpath.api.service.nn;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.nn.tensor.Tensor;

/**
 * What a model is asked, whatever form it came in.
 *
 * @param inputs by name
 * @param output which output to give; the first if null
 * @param top how many of the largest numbers to list, at least 0
 * @param engine where
 */
record Question(
    Map<String, Tensor> inputs, @Nullable String output, int top, EngineChoice engine) {}
