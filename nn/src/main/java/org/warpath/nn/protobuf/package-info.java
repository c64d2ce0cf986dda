/** Messages of protocol buffers in their binary form, read and written by their fields' numbers. */
@NullMarked
package org.warpath.nn.protobuf;

import org.jspecify.annotations.NullMarked;
