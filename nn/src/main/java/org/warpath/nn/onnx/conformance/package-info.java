/** ONNX's own test cases, run. */
@NullMarked
package org.warpath.nn.onnx.conformance;

import org.jspecify.annotations.NullMarked;
