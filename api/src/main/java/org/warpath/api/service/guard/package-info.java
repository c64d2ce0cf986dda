/** What keeps the service from harm: other people's web pages, and too many requests. */
@NullMarked
package org.warpath.api.service.guard;

import org.jspecify.annotations.NullMarked;
