/**
 * The two ways in which vertices are named: by strings ({@link org.warpath.graph.names.NameTable})
 * and by integers ({@link org.warpath.graph.names.NumericIds}). Both lie off the heap, in memory or
 * in a mapped file.
 */
package org.warpath.graph.names;
