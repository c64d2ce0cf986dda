/**
 * Linear algebra and Fourier transforms over HTTP: arrays come and go as JSON or in NumPy's
 * formats.
 */
@NullMarked
package org.warpath.api.service.math;

import org.jspecify.annotations.NullMarked;
