/** Reads ONNX's own test cases of single operators. */
@NullMarked
package org.warpath.kernels.onnx;

import org.jspecify.annotations.NullMarked;
