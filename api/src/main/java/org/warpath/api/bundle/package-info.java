/**
 * A folder that runs the program, and its tests on the GPU, on a machine with nothing installed.
 */
@NullMarked
package org.warpath.api.bundle;

import org.jspecify.annotations.NullMarked;
