/** PageRank as others have it, and as Warpath does, each in a process of its own. */
@NullMarked
package org.warpath.bench.peers;

import org.jspecify.annotations.NullMarked;
