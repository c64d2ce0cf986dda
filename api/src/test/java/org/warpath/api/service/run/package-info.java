/** Queues, shared runs, and results that serve again. */
@NullMarked
package org.warpath.api.service.run;

import org.jspecify.annotations.NullMarked;
