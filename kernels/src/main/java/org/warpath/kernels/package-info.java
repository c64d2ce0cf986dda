/**
 * The floor of Warpath: which {@link org.warpath.kernels.Engine} runs a computation, how the CPU
 * engine spreads it over threads, and what every run reports back. Nothing here knows of graphs or
 * matrices.
 */
package org.warpath.kernels;
