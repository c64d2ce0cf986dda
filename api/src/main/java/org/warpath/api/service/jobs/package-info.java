/** Runs in the background: kept over restarts, watched live, resumed, expired. */
@NullMarked
package org.warpath.api.service.jobs;

import org.jspecify.annotations.NullMarked;
