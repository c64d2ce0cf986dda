/** The text form of protobuf messages, which Caffe's definitions are written in. */
@NullMarked
package org.warpath.nn.caffe.prototxt;

import org.jspecify.annotations.NullMarked;
