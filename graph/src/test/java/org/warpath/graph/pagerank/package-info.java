@NullMarked
package org.warpath.graph.pagerank;

import org.jspecify.annotations.NullMarked;
