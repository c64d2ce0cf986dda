/** Files that the user's own cache keeps: compiled kernels, unpacked libraries. */
@NullMarked
package org.warpath.kernels.cache;

import org.jspecify.annotations.NullMarked;
