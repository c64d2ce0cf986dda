/**
 * What is done to the elements of vectors and matrices one by one: functions of them, copies with
 * conversion, and reductions to a number, a row or a column.
 */
@NullMarked
package org.warpath.linalg.elements;

import org.jspecify.annotations.NullMarked;
