/** Models in files of ONNX and Caffe, and what goes into them and comes out, whoever asks. */
@NullMarked
package org.warpath.api.model;

import org.jspecify.annotations.NullMarked;
