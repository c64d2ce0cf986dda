/** The life of jobs. */
@NullMarked
package org.warpath.api.service.jobs;

import org.jspecify.annotations.NullMarked;
