/** What survives the end of the process, whenever and however it comes. */
@NullMarked
package org.warpath.api.service.store;

import org.jspecify.annotations.NullMarked;
