/**
 * The CPU engine: mixed-radix transforms in plain Java.
 *
 * <p>Everything rests on one primitive, {@link org.warpath.fft.cpu.RowFft}: many transforms at
 * once, the k-th elements of all of them side by side in row k. Its loops run along rows, over
 * arrays with one common index and without branches: the form that the JIT compiler turns into
 * vector instructions. A long transform is cut into two or three such rounds.
 */
@NullMarked
package org.warpath.fft.cpu;

import org.jspecify.annotations.NullMarked;
