/**
 * Graphs as compressed sparse rows: {@link org.warpath.graph.Graph}, its vertex names and its
 * storage order. How graphs come in and go out is in {@code io}, how edges become rows in {@code
 * build}; each algorithm has a package of its own.
 */
package org.warpath.graph;
