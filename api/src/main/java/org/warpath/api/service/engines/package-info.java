/** What computes here, and how much memory it has. */
@NullMarked
package org.warpath.api.service.engines;

import org.jspecify.annotations.NullMarked;
