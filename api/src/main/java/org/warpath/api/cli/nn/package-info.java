/** The commands of networks: {@code warpath nn}. */
@NullMarked
package org.warpath.api.cli.nn;

import org.jspecify.annotations.NullMarked;
