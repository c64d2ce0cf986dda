/** Pictures in files. */
@NullMarked
package org.warpath.api.image;

import org.jspecify.annotations.NullMarked;
