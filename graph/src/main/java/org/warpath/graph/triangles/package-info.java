/** Triangle counting: how many sets of three vertices are joined pairwise. */
package org.warpath.graph.triangles;
