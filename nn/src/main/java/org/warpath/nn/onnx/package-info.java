/** Networks from ONNX models: https://onnx.ai/onnx/. */
@NullMarked
package org.warpath.nn.onnx;

import org.jspecify.annotations.NullMarked;
