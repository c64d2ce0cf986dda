/** What networks are trained to make small, and how well they answer. */
@NullMarked
package org.warpath.nn.loss;

import org.jspecify.annotations.NullMarked;
