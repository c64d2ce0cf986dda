/** Weakly connected components: which vertices hang together when arcs are taken both ways. */
package org.warpath.graph.wcc;
