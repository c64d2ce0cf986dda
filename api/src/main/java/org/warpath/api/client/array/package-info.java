/** NumPy's arrays, as the service reads and writes them. */
@NullMarked
package org.warpath.api.client.array;

import org.jspecify.annotations.NullMarked;
