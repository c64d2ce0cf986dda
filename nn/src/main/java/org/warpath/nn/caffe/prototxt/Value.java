package org.warpath.nn.caffe.prototxt;

/** What a field holds. */
sealed interface Value permits Scalar, Message {
  Place place();
}
