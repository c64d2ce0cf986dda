/**
 * Checks the algorithms against the reference outputs of LDBC Graphalytics by that benchmark's own
 * rules: {@link org.warpath.graph.graphalytics.GraphalyticsValidation}.
 */
package org.warpath.graph.graphalytics;
