/**
 * PageRank: {@link org.warpath.graph.pagerank.PageRank} for one preference vector, {@link
 * org.warpath.graph.pagerank.BatchedPageRank} for many in one pass over the edges, {@link
 * org.warpath.graph.pagerank.PageRankVerifier} to check any answer.
 */
@NullMarked
package org.warpath.graph.pagerank;

import org.jspecify.annotations.NullMarked;
