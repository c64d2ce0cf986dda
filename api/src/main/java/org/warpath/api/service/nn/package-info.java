/** Neural networks: models kept, asked and trained. */
@NullMarked
package org.warpath.api.service.nn;

import org.jspecify.annotations.NullMarked;
