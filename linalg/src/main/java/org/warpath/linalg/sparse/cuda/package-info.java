/** Sparse products by NVIDIA's cuSPARSE: only here are its handles and descriptors known. */
package org.warpath.linalg.sparse.cuda;
