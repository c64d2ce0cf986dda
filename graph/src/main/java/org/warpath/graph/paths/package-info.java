/**
 * What shortest and widest paths share: the search in priority order, the tree of parents, the path
 * read from it, and the checks of weights before and of answers after a run.
 */
package org.warpath.graph.paths;
