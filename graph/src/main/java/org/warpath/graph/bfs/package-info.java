/**
 * Breadth-first search: how many arcs each vertex is away from a source, and a shortest-path tree.
 */
package org.warpath.graph.bfs;
