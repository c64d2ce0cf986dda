/** What is transformed: element types, array shapes and axes. */
@NullMarked
package org.warpath.fft.layout;

import org.jspecify.annotations.NullMarked;
