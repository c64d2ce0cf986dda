/**
 * From streamed edges to a {@link org.warpath.graph.Graph}: staging, sorting, spilling, duplicate
 * policies, storage order.
 */
package org.warpath.graph.build;
