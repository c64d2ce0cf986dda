/** The hot loops of graph algorithms, and reading a graph, under JMH. */
@NullMarked
package org.warpath.bench.graph;

import org.jspecify.annotations.NullMarked;
