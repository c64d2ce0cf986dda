/** Looking around in graphs: search for vertices, neighbours, subgraphs. */
@NullMarked
package org.warpath.api.service.lookup;

import org.jspecify.annotations.NullMarked;
