/**
 * Graphs on disk: {@link org.warpath.graph.store.CsrFile} writes and maps them, {@link
 * org.warpath.graph.store.AtomicFile} is how every file of ours is written.
 */
package org.warpath.graph.store;
