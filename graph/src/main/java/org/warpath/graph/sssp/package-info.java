/** Single-source shortest paths. */
package org.warpath.graph.sssp;
