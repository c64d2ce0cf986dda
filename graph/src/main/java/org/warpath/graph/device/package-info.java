/** Graphs on a device, shared by the CUDA algorithms. */
package org.warpath.graph.device;
