/**
 * A client of the service: {@link org.warpath.api.client.WarpathClient} is where to begin. Needs
 * Jackson and the JDK, nothing of the service.
 */
@NullMarked
package org.warpath.api.client;

import org.jspecify.annotations.NullMarked;
