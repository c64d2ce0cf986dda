/**
 * Community detection by label propagation, as LDBC Graphalytics defines it: {@link
 * org.warpath.graph.cdlp.Cdlp}.
 */
package org.warpath.graph.cdlp;
