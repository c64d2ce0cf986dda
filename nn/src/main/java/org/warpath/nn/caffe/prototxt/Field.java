package org.warpath.nn.caffe.prototxt;

/**
 * A value in a message, with its name.
 *
 * @param place where the name is
 */
record Field(String name, Place place, Value value) {}
