/**
 * Finds NVIDIA's libraries on this machine and joins JCuda's native halves to them. Its one door is
 * {@link org.warpath.kernels.cuda.libraries.CudaLibraries#require}, which comes before the first
 * use of a JCuda class.
 */
package org.warpath.kernels.cuda.libraries;
