/** Caffe's networks, solvers and weights: read, run, trained and written. */
@NullMarked
package org.warpath.nn.caffe;

import org.jspecify.annotations.NullMarked;
