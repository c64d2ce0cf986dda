/**
 * Graphs and results as files that other programs read: edge lists, CSV, Matrix Market, NumPy
 * arrays. Everything is by vertex, whatever the storage order, and written atomically.
 */
package org.warpath.graph.export;
