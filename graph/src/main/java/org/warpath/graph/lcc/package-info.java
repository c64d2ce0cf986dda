/**
 * The local clustering coefficient, as LDBC Graphalytics defines it: {@link
 * org.warpath.graph.lcc.Lcc}.
 */
package org.warpath.graph.lcc;
