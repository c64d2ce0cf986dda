/**
 * Synthetic graphs, seeded: the same graph for the same parameters on every machine and thread
 * count.
 */
package org.warpath.graph.generate;
