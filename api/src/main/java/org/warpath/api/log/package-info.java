/** How the program writes its log. */
@NullMarked
package org.warpath.api.log;

import org.jspecify.annotations.NullMarked;
