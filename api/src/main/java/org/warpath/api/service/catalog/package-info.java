/** The graphs that the service knows by name, and the vectors kept with them. */
@NullMarked
package org.warpath.api.service.catalog;

import org.jspecify.annotations.NullMarked;
