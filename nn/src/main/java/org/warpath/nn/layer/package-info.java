/** What every layer is: shapes, parameters, and steps forward and backward on each engine. */
@NullMarked
package org.warpath.nn.layer;

import org.jspecify.annotations.NullMarked;
