/**
 * Reading text and packed files: unpacking, lines cut into blocks that threads parse side by side,
 * numbers scanned from bytes. Knows nothing of graphs.
 */
package org.warpath.graph.io.text;
