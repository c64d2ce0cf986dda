/** What the service tells of itself: health, metrics, a log of requests. */
@NullMarked
package org.warpath.api.service.observe;

import org.jspecify.annotations.NullMarked;
