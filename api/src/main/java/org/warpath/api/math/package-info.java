/**
 * The operations of algebra and transforms that the command line and the service offer, on operands
 * wherever they come from: what is wrong with these is said before anything is computed.
 */
@NullMarked
package org.warpath.api.math;

import org.jspecify.annotations.NullMarked;
