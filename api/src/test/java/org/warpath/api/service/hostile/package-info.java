/** Clients that mean harm, or are broken: each gets one clear answer and disturbs nobody. */
@NullMarked
package org.warpath.api.service.hostile;

import org.jspecify.annotations.NullMarked;
