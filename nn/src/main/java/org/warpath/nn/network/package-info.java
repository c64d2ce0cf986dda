/** Networks: graphs of layers, their weights, and what runs them. */
@NullMarked
package org.warpath.nn.network;

import org.jspecify.annotations.NullMarked;
