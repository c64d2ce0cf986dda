/** A value for each vertex as the body of an answer, in the format that the caller accepts. */
@NullMarked
package org.warpath.api.service.formats;

import org.jspecify.annotations.NullMarked;
