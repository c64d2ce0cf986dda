/** Recurrent layers: plain, LSTM and GRU, with ONNX's semantics. */
@NullMarked
package org.warpath.nn.recurrent;

import org.jspecify.annotations.NullMarked;
