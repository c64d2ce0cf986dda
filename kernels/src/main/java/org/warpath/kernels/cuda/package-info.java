/**
 * A thin runtime over the CUDA driver: {@link org.warpath.kernels.cuda.Device} opens a GPU, {@link
 * org.warpath.kernels.cuda.DeviceScope} owns what a computation allocates on it, {@link
 * org.warpath.kernels.cuda.Kernel} launches a function of the {@code .cu} files, compiled when it
 * is first used. No address of device memory leaves this package except to the wrappers of NVIDIA's
 * libraries.
 */
package org.warpath.kernels.cuda;
