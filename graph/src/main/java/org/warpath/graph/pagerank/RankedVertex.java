package org.warpath.graph.pagerank;

/**
 * One line of a ranking.
 *
 * @param vertex the vertex's number
 * @param name its name; its number in decimal if the graph has no names
 * @param rank its rank
 */
public record RankedVertex(int vertex, String name, double rank) {}
