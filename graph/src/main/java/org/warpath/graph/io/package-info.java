/**
 * Reading graphs from files: {@link org.warpath.graph.io.GraphFiles} is the door. Each format has a
 * reader of its own that streams edges into a {@link org.warpath.graph.build.GraphBuilder}.
 */
package org.warpath.graph.io;
