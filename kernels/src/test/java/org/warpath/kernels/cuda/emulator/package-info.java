/**
 * The emulated CUDA driver and compiler ({@code src/test/cpp}) as tests see it, and the tests of
 * it.
 *
 * <p>A process uses it when the system property {@code warpath.cuda.libs} names its folder, whose
 * {@code libcuda.so.1} and {@code libnvrtc.so.12} must be loaded before JCuda's native halves.
 * Tests tagged {@code gpu} or {@code emulator} run so, once for each of the seeds 0, 1 and 2. They
 * plan faults with {@link org.warpath.kernels.cuda.emulator.EmulatedCuda} and are checked for leaks
 * by {@link org.warpath.kernels.cuda.emulator.NoLeaks}.
 *
 * <p>What it does not show: races between blocks, which run one after another; race-free code that
 * is slow; the exact bits of a device's own mathematical functions. It knows no inline PTX,
 * textures, graphs, cooperative launches or managed memory.
 */
@NullMarked
package org.warpath.kernels.cuda.emulator;

import org.jspecify.annotations.NullMarked;
