/** Files that come from callers, or that they may have read. */
@NullMarked
package org.warpath.api.service.upload;

import org.jspecify.annotations.NullMarked;
