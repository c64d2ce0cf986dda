/**
 * Runs on engines: a fair queue for each engine, cancellation, progress, and one run for all who
 * want the same.
 */
@NullMarked
package org.warpath.api.service.run;

import org.jspecify.annotations.NullMarked;
