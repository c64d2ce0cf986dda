/** Graphs on disk: {@link org.warpath.graph.store.CsrFile} writes and maps them. */
package org.warpath.graph.store;
