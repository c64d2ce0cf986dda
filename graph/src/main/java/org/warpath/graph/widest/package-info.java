/** Single-source widest paths. */
package org.warpath.graph.widest;
